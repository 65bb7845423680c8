"""What the ODD document says in words of its own: purpose, patterns and design concepts.

Names in backquotes are mechanisms, fields, outcomes or files; a test holds that each exists.
"""

PURPOSE = """The model explores how states, NGOs and bodies of the United Nations shape the
international human-rights regime, and how one state that is criticised and those that criticise
it change one another and the rules. It is made to compare: a scenario beside a baseline under
the same luck, run many times, so that the effect of what was changed can be told from luck. It
illustrates theories from the literature on real states, bodies and votes of 1990 to 2018. It
does not forecast.

It is meant for teachers and students, who look at two runs; for researchers, who need to defend
a difference; and for those who plan strategies of NGOs, who ask what would follow if they acted
otherwise."""

PATTERNS = """The model is judged by patterns on several levels, not by one fit:

- how members voted on the eleven no-action motions on China and on the draft of 1995, member by
  member, with estimates from earlier years only (`python run.py backcast`);
- how members voted on other states and on themes: shares by regional group, persistence of a
  vote from one year to the next, cohesion of groups, agreement with the two poles
  ([validation.md](validation.md));
- the direction that the source documents give to each entry of the catalogue: a paired run in
  which what is said to move something moves it, beside a control in which it cannot
  ([catalogue.md](catalogue.md));
- the shape of the regime's history: a Commission that gives way to a Council in 2006, country
  texts that become rarer, mandates that multiply, reviews by peers from 2008."""

SCALES = """**Time.** A step is a quarter of a year. The Commission meets in the first quarter,
the Council in three; elections, reviews, the committee that admits NGOs and world conferences
have dates of their own. The shipped scenarios run from 1990 to 2018.

**Space.** There is no map. States belong to regional groups and caucuses, and are near or far by
position, trade, ties and memory.

**Replicates.** Every state variable has the replicate as its first axis: a run of one is an
ensemble of one, and replicate 77 is the same whether 78 or 4,096 were asked for."""

AXES = {
    "R": "replicates",
    "N": "states, 193 members of the United Nations and four predecessors",
    "K": "texts: situations of states, and themes",
    "M": "seats of the sitting body; unused seats stay empty",
    "G": "NGOs, forty kinds that stand for real ones",
    "A": "actions that NGOs can take",
    "P": "strategies of the study group of 2001",
}

CONCEPTS = {
    "Basic principles": """Votes follow ideology, memory and caucus, and can be moved a little
(`country_stance`, `theme_stance`). Scrutiny is scarce and selective (`sponsorship`, `tabling`).
A state under scrutiny answers in kind: by talks instead of texts (`dialogue`), by procedure
(`no_action`), by visits (`lobbying`), by preparation (`preparation`), by soft power
(`courtship`, `attraction`), by words (`framing`). NGOs press from outside and work from inside
(`campaigns`, `consent`), and pay for the one with the other (`access`). Societies answer slowly
(`spiral`, `consciousness`, `civic_space`). Each mechanism names its theory and its sources;
where sources disagree, both sides are switches: a parameter, or a rival mechanism that plays the
same event.""",
    "Emergence": """Who sponsors, whether a draft comes to a vote, how tallies fall, who sits,
how scope, effectiveness, independence and universality go, all come of what actors do. Ideal
points, rights and other facts of the record are imposed as a path, from which the model departs
by what happens in it: departures start at 0.""",
    "Adaptation": """Critics weigh what holds them back in that quarter (`restraint`). The
challenger prepares more as it is threatened (`learning`, `preparation`) and gives gestures when
a vote is near (`gestures`, `concessions`). States under unrest choose how to repress (`modes`).
NGOs shift effort with season and access (`allocation`), or by what they see achieved
(`adaptive_allocation`).""",
    "Objectives": """Actors do not maximise. They choose by chance, with odds that rise with
reasons: logits of terms that are declared as parameters. Only NGOs that learn keep a value for
each action, `ngo_value`, and spend more on what they believe in.""",
    "Learning": """The challenger learns a counter-strategy while it is criticised and half
forgets it without (`learning`); members remember how they voted (`remembrance`); skills and
strategies spread among NGOs (`spread`, `strategy`); NGOs that adapt learn from their results
(`adaptive_allocation`).""",
    "Prediction": """Nobody in the model foresees. Lobbying goes to members near the pivot
(`lobbying`), which takes last year's positions for this year's.""",
    "Sensing": """Outsiders see a part of what happens to rights and go on believing what they
last knew (`observation`): `believed` may be wrong, and `staleness` says how old it is. Of the
challenger's violations a state sees the share `salience` (`media`, `rumour`). NGOs see their
results with error. Votes, seats, dialogues and drafts are seen by all.""",
    "Interaction": """Members vote on one another and remember it (`remembrance`, and the account
of `country_stance`); envoys visit states; critics compare notes or are bought one by one
(`dialogue`); messengers move their own region (`peer_pressure`); peers review peers (`reviews`);
host countries and local partners meet the challenger's projects (`projects`, `host_partners`).
Common goods link all: time to speak (`floor`), attention to the challenger (`pressure`), the
body's name (`legitimacy`).""",
    "Collectives": """Regional groups have quotas of seats and solidarities of their own.
Caucuses (the European Union, the like-minded group) are recorded by year and weigh in votes.
Critics act together as far as they coordinate (`coordination`), NGOs as far as they have joined
a common strategy (`joined`).""",
    "Observation": """After every quarter each outcome is counted in each replicate. Events,
votes, states by year, one replicate told from event to event (`python run.py trace`) and one
actor's course (`python run.py story`) are played again from the same addresses, bit for bit,
when they are asked for.""",
}

RANDOM = """A random number is a function of seed, event, purpose, step, replicate and agent,
made by a counter-based generator (Philox; Salmon et al. 2011), never of what was drawn before.
Numbers are drawn for every slot and then masked. So two scenarios under one seed differ only by
what they change, a mechanism left out leaves every other number alone, and results do not depend
on how work is cut. A parameter may be given as a distribution; it is then drawn once per
replicate."""

START = """The world begins on the eve of the first quarter. Those who sat then sit, with what
was left of their terms; states remember the recorded motions before that date; attention to the
challenger has faded since mid-1989 by half every three years; NGOs have the access and the
habits of their kind. Everything else starts with the value declared above, which is 0 for what
departs from the record. Scenarios may start in another year; their roles (challenger, critics,
leaders, NGOs that take part) are set before the first quarter."""
