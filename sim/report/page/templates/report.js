"use strict";
// What makes the page easier to use; all that it shows is in the page without it, too.
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const make = (tag, told = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(told)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const number = (text) => {
    const found = text.replace(/,/g, "").replace(/−/g, "-").match(/^\s*[+-]?\d+(\.\d+)?/);
    return found ? Number(found[0]) : NaN;
  };

  // Tables: sorted by their heads, filtered by words.
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell ? cell.dataset.value ?? cell.textContent.trim() : "";
  };
  const sort = (table, column) => {
    const head = table.tHead.rows[0].cells[column];
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [valueOf(row, column), row]);
    const filled = rows.filter(([value]) => value !== "");
    const counts = filled.filter(([value]) => !Number.isNaN(number(value)));
    const numeric = counts.length > 0.8 * filled.length && !/^\d{4}-Q/.test(filled[0]?.[0] ?? "");
    const way = down ? -1 : 1;
    rows.sort(([a], [b]) => {
      if (numeric) {
        const [x, y] = [number(a), number(b)];
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
        return way * (x - y);
      }
      return way * a.localeCompare(b, "en");
    });
    body.append(...rows.map(([, row]) => row));
  };
  for (const table of all("table.data")) {
    if (table.tBodies[0].rows.length < 3) continue;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = make("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => sort(table, column));
      head.append(button);
    });
    const rows = [...table.tBodies[0].rows];
    if (rows.length > 20) table.parentElement.classList.add("tall");
    if (rows.length < 8) continue;
    const field = make("input", { type: "search", "aria-controls": table.id });
    const count = make("output", {}, `${rows.length} rows`);
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += !row.hidden;
      }
      count.textContent = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
    });
    const tools = make("div", { class: "tools" }, make("label", {}, "Filter", field), count);
    table.parentElement.before(tools);
  }

  // A slider with a step to either side; `show(n)` says in words what step n is.
  const stepper = (label, last, start, show) => {
    const slider = make("input", { type: "range", min: 0, max: last, step: 1, value: start });
    const told = make("output");
    const go = (n) => {
      slider.value = Math.max(0, Math.min(last, n));
      const words = show(Number(slider.value));
      told.textContent = words;
      slider.setAttribute("aria-valuetext", words);
    };
    slider.addEventListener("input", () => go(Number(slider.value)));
    const step = (name, sign, by) => {
      const button = make("button", { type: "button", "aria-label": name }, sign);
      button.addEventListener("click", () => go(Number(slider.value) + by));
      return button;
    };
    const before = step("earlier", "‹", -1);
    const after = step("later", "›", 1);
    return { parts: [make("span", { class: "steps" }, make("label", {}, label, slider), before, after, told)], told, go };
  };

  // Charts: one outcome or all, and the numbers of a year.
  for (const block of all("[data-charts]")) {
    const charts = all(".chart", block);
    const rowsOf = new Map(charts.map((chart) => [chart, [...document.getElementById(chart.dataset.numbers).tBodies[0].rows]]));
    const years = rowsOf.get(charts[0]);
    const tools = block.querySelector(".tools");
    const names = charts.map((chart) => chart.querySelector("h4").textContent);
    const choice = make("select", {}, ...["all outcomes", ...names].map((name) => make("option", {}, name)));
    choice.addEventListener("change", () => {
      charts.forEach((chart, n) => {
        chart.hidden = choice.selectedIndex > 0 && choice.selectedIndex !== n + 1;
        chart.classList.toggle("alone", choice.selectedIndex === n + 1);
      });
    });
    const heads = all("thead th", block).map((head) => head.textContent);
    const show = (n) => {
      for (const [chart, rows] of rowsOf) {
        const line = chart.querySelector(".cursor");
        line.setAttribute("x1", rows[n].dataset.x);
        line.setAttribute("x2", rows[n].dataset.x);
        line.classList.add("on");
        const cells = [...rows[n].cells].map((cell) => cell.textContent);
        const words = cells.map((cell, i) => (i && !heads[i].endsWith("9 in 10 runs") ? `${heads[i]} ${cell}` : ""));
        const readout = chart.querySelector(".readout");
        readout.textContent = `${cells[0]}: ${words.filter(Boolean).join("; ")}`;
        readout.hidden = false;
      }
      return years[n].cells[0].textContent;
    };
    const steps = stepper("Year", years.length - 1, years.length - 1, show);
    steps.told.textContent = "move to read values";
    for (const chart of charts) {
      const drawing = chart.querySelector("svg");
      drawing.addEventListener("pointermove", (event) => {
        const box = drawing.getBoundingClientRect();
        const x = ((event.clientX - box.left) / box.width) * 340;
        const places = rowsOf.get(chart).map((row) => Math.abs(Number(row.dataset.x) - x));
        steps.go(places.indexOf(Math.min(...places)));
      });
    }
    tools.append(make("label", {}, "Show", choice), ...(years.length > 1 ? steps.parts : []));
    tools.hidden = false;
  }

  // Boards: every vote in turn, and the record of the member that is pointed at.
  const ORDER = ["yes", "abstain", "no"];
  for (const board of all("[data-board]")) {
    const table = document.getElementById(board.dataset.board);
    const heads = [...table.tHead.rows[0].cells].slice(2);
    const ballots = heads.map((head) => ({ ...head.dataset, quarter: head.textContent.trim() }));
    const members = [...table.tBodies[0].rows].map((row) => {
      const [name, group, ...votes] = [...row.cells].map((cell) => cell.textContent);
      return { iso3: row.dataset.iso3, name, group, votes };
    });
    const shown = board.querySelector(".shown");
    const panel = board.querySelector(".panel");
    const groups = [...new Set(members.map((member) => member.group))];
    panel.textContent = "Point at a member, or move among them with the arrow keys, to see all its votes.";
    panel.hidden = false;
    const tell = (member, tile) => {
      const record = member.votes.map((vote, n) => (vote ? `${ballots[n].quarter} ${vote}` : "")).filter(Boolean);
      panel.textContent = `${member.name} (${member.group}): ${record.join(", ")}.`;
      for (const other of all(".same", shown)) other.classList.remove("same");
      tile.classList.add("same");
    };
    const sums = (list) => ORDER.map((vote) => [vote, list.filter(([, v]) => v === vote).length]);
    const tileOf = ([member, vote]) => {
      const tile = make("button", { type: "button", class: `tile ${vote}`, tabindex: -1, title: member.name },
        `${member.iso3} `, make("small", {}, vote));
      tile.setAttribute("aria-label", `${member.iso3} ${vote}, ${member.name}`);
      tile.addEventListener("pointerenter", () => tell(member, tile));
      tile.addEventListener("focus", () => tell(member, tile));
      return make("li", {}, tile);
    };
    const bench = (group, n) => {
      const list = members.filter((one) => one.group === group && one.votes[n]).map((one) => [one, one.votes[n]]);
      if (!list.length) return "";
      list.sort((a, b) => ORDER.indexOf(a[1]) - ORDER.indexOf(b[1]) || (a[0].iso3 < b[0].iso3 ? -1 : 1));
      const told = sums(list).map(([vote, count]) => `${count} ${vote}`).join(", ");
      return make("div", { class: "bench", role: "group", "aria-label": `${group}: ${told}` },
        make("p", { class: "group" }, make("strong", {}, group), ` ${told}`),
        make("ul", { class: "tiles" }, ...list.map(tileOf)));
    };
    const show = (n) => {
      const every = members.filter((one) => one.votes[n]).map((one) => [one, one.votes[n]]);
      const parts = sums(every).filter(([, count]) => count).map(([vote, count]) => {
        const part = make("span", { class: `tile ${vote}` }, `${count} ${vote}`);
        part.style.flexGrow = count;
        return part;
      });
      shown.replaceChildren(
        make("p", { class: "decided" }, make("strong", {}, ballots[n].title)),
        make("p", { class: "rule" }, ballots[n].rule),
        make("div", { class: "benches" }, ...groups.map((group) => bench(group, n))),
        make("div", { class: "whole", "aria-hidden": "true" }, ...parts));
      shown.querySelector("button.tile")?.setAttribute("tabindex", 0);
      return ballots[n].quarter;
    };
    shown.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const tiles = all("button.tile", shown);
      const here = tiles.indexOf(document.activeElement);
      if (!by || here < 0) return;
      event.preventDefault();
      const next = tiles[(here + by + tiles.length) % tiles.length];
      tiles[here].setAttribute("tabindex", -1);
      next.setAttribute("tabindex", 0);
      next.focus();
    });
    const steps = stepper("Vote of", ballots.length - 1, Number(table.dataset.shown), show);
    steps.go(Number(table.dataset.shown));
    const tools = board.querySelector(".tools");
    tools.append(...steps.parts);
    tools.hidden = ballots.length < 2;
  }

  // Printed, everything is open and shown.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
})();
