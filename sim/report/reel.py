"""Frames written as a film: MP4 through ffmpeg, GIF through Pillow."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from PIL import Image

from sim.report.animation import Pixels

Colour = tuple[int, int, int]

RATE = 10  # pictures a second of a video
COLOURS, APART = 64, 12  # of a GIF, and how far apart they are (0-255) in red, green or blue
CRF = "24"  # ffmpeg's constant rate factor: flat colours stay clean


def seconds(every: str, held: bool) -> float:
    """How long a frame stays: a year longer than a quarter, a vote longest."""
    usual = {"year": 0.8, "quarter": 0.2}[every]
    return usual + 1.0 if held else usual


def write_video(frames: Iterable[tuple[Pixels, float]], size: tuple[int, int], path: Path) -> float:
    """Frames with the seconds each stays, `size` (width, height; even) pixels, as MP4 (H.264, as
    every browser plays it). Returns the seconds that the film takes."""
    import imageio_ffmpeg

    output = ["-crf", CRF, "-preset", "medium", "-threads", "1", "-movflags", "+faststart"]
    output += ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-tune", "animation", "-f", "mp4"]
    writer = imageio_ffmpeg.write_frames(
        str(path), size, fps=RATE, codec="libx264", quality=None, macro_block_size=2,
        output_params=output,
    )  # fmt: skip
    count = 0
    writer.send(None)
    try:
        for pixels, stays in frames:
            for _ in range(max(round(stays * RATE), 1)):
                writer.send(pixels)
                count += 1
    finally:
        writer.close()
    return count / RATE


def write_gif(
    frames: Iterable[tuple[Pixels, float]], samples: Iterable[Pixels], path: Path
) -> float:
    """The same as GIF that repeats for ever; its palette is made of the `samples`. The same frames
    give the same bytes. Returns the seconds that the film takes."""
    palette = _palette([Image.fromarray(sample) for sample in samples])
    stays: list[int] = []

    def pictures() -> Iterator[Image.Image]:
        for pixels, seconds_ in frames:
            stays.append(round(1000 * seconds_))
            yield Image.fromarray(pixels).quantize(palette=palette, dither=Image.Dither.NONE)

    first, *rest = pictures()
    first.save(path, format="GIF", save_all=True, append_images=rest, duration=stays, loop=0,
               optimize=False, disposal=1)  # fmt: skip
    return sum(stays) / 1000


def _palette(samples: list[Image.Image]) -> Image.Image:
    """One palette for all frames, so that colours do not flicker: the most frequent colours of
    the samples, unchanged, that are not nearly the same."""
    often: Counter[Colour] = Counter()
    for sample in samples:
        for count, colour in sample.getcolors(sample.width * sample.height) or []:
            often[cast(Colour, colour)] += count
    chosen: list[Colour] = []
    for colour in sorted(often, key=lambda colour: (-often[colour], colour)):
        far = (max(abs(a - b) for a, b in zip(colour, one, strict=True)) for one in chosen)
        if len(chosen) < COLOURS and min(far, default=APART) >= APART:
            chosen.append(colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return palette
