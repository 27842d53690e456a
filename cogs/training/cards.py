"""How trainings, and what was kept of them, are put into words."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.hints import hinted
from bot.markup import fenced, plain
from bot.replies import Card, bar, card, plural, truncate
from bot.training import Training
from cogs.training.sources import Source
from models.live.films import COOKBOOK, COOKBOOK_DIMENSIONS, MOST_SWEEPS
from models.live.lesson import MEASURES, Baseline, Ending, Point, Report, Subject
from models.live.picture import Curves
from models.live.words import FEW_WORDS
from storage.trained import KEPT_FOR, Trained

SAMPLE_LIMIT = 900
SHOWN_BITS = ".2f"
NOUNS = {Subject.TEXT: "characters", Subject.WORDS: "words", Subject.FILMS: "links"}
ENDINGS = {
    Ending.TIME: "Its time was up.",
    Ending.STOPPED: "It was stopped.",
    Ending.PATIENCE: "It ended by itself: on what was held out it had not got better for long.",
    Ending.DONE: "It has made all its rounds.",
    None: "It broke off, and its best until then was kept.",
}
CONSENT = (
    "I keep your text nowhere: it is deleted when the training ends. What stays is {stays}. It goes after "
    "{days} days, at `/train forget {name}`, or with `/forgetme`. Train only on what you may use."
)
STAYS = {
    Subject.TEXT: (
        "the network alone, which may have learnt sentences by heart, and {who} can have it write"
    ),
    Subject.WORDS: (
        "a list of the words that it has several times, with a vector each, and {who} can ask which of them "
        "are used alike"
    ),
}
DOES = {
    Subject.TEXT: "it writes",
    Subject.WORDS: "these are nearest",
    Subject.FILMS: "these are nearest",
}
JUDGED_ON = {Subject.TEXT: "text", Subject.WORDS: "text", Subject.FILMS: "links"}
EXPLAINED = {
    Subject.WORDS: (
        "Bits a word: how surely it tells a word from 15 others by those around it; blindly that takes 4."
    ),
    Subject.FILMS: (
        "Found: the share of films whose hidden link is among the first ten that are expected of them. "
        "Nearest are told among films as widely known, and the best known."
    ),
}
NO_RECIPE = "The cookbook's recipe has no line here: it was not measured on these very links."
RECIPE = (
    f"The recipe is the Deep Learning Cookbook's, of {COOKBOOK_DIMENSIONS} dimensions, which learned these "
    "links beforehand."
)
FEW = (
    "With fewer than {few:,} words, much of what lies near a word is chance; `shipped=encyclopedia` has more."
)
NOT_KEPT = (
    "None of it is kept, as it comes out the same each time. `/similar TITLE` looks in a space that was "
    "trained likewise on all links, and at genres, years and shared names besides."
)
ENCODINGS = {"cp1252": ", read as Windows-1252: look whether its accents are right", "utf-16": ", UTF-16"}
OVERFITTED = (
    "The held-out curve has turned up while the other went on down: from there on it learned its text by "
    "heart, and no more about the language. So the best before that was kept."
)


def consent_card(name: str, subject: Subject, source: Source, size: int, *, private: bool) -> Card:
    """Return what is said before a text of so many characters, or words, is learned."""
    stays = STAYS[subject].format(who="only you" if private else "everybody in this server")
    said = CONSENT.format(stays=stays, days=KEPT_FOR.days, name=name)
    read = plural(size, "word" if subject is Subject.WORDS else "character")
    title = f"Train {plain(name)} on your text?"
    return card(
        title,
        "\n".join((f"{read}{ENCODINGS.get(source.encoding, '')}. {hinted(said)}", *_too_few(subject, size))),
    )


def learning_card(name: str, subject: Subject, source: str, training: Training) -> Card:
    """Return a training as it stands."""
    title = f"{plain(name)} is learning"
    if training.begun is None or training.look is None:
        return card(title, f"It reads {source} first. The curves come in a moment.")
    point = training.look.point
    lines = (_done(subject, training), _after(point, subject, training.look.sample))
    embed = card(title, "\n".join(lines), _learned_from(subject, source, training.begun.learned_from))
    standing = _standing(subject, point, training.best)
    told = (standing, *_climbed(subject, training.points, training.begun.baselines), *_explained(subject))
    embed.add_field(name="Held out", value="\n".join(told))
    return embed


def _done(subject: Subject, training: Training) -> str:
    """Return how far it is: films by sweeps, of which there are few, others by their time."""
    if subject is Subject.FILMS:
        swept = training.points[-1].updates
        return f"`{bar(swept / MOST_SWEEPS)}` sweep {swept} of at most {MOST_SWEEPS}"
    seconds = training.lesson.seconds
    done = min(1.0, training.points[-1].seconds / seconds) if seconds else 1.0
    return f"`{bar(done)}` {plural(round(training.left_s), 'second')} left of {round(seconds)}"


def ended_card(name: str, kept: Trained | None, report: Report, sample: str, source: str) -> Card:
    """Return what became of a training; `kept` is None where nothing of it stays."""
    subject = report.subject
    lines = [ENDINGS[report.ending], _judged(report), *_explained(subject)]
    if curves_of(name, report).turned_up:
        lines.append(OVERFITTED)
    lines += _too_few(subject, report.begun.learned_from)
    if subject is Subject.FILMS:
        lines.append(hinted(NOT_KEPT))
    if kept is not None:
        lines.append(how_to_ask(subject, kept.name, report.example))
        lines.append(f"It goes {discord.utils.format_dt(kept.expires_at, 'R')}.")
    title = f"{plain(name)} has learned"
    embed = card(title, "\n".join(lines), _learned_from(subject, source, report.begun.learned_from))
    if sample:
        embed.add_field(name=f"At the end {DOES[subject]}", value=_sample(subject, sample))
    return embed


def kept_card(kept: Trained, report: Report | None) -> Card:
    """Return something that was trained, as it is kept."""
    lines = [f"Trained by <@{kept.maker_id}> on {kept.source}."]
    if report is None:
        lines.append("It is learning still." if not kept.is_kept else hinted_gone(kept.name))
    else:
        lines += [ENDINGS[report.ending], _judged(report), *_explained(report.subject)]
    if kept.is_kept:
        lines += [
            how_to_ask(Subject(kept.subject), kept.name, report.example if report else ""),
            f"It goes {discord.utils.format_dt(kept.expires_at, 'R')}.",
        ]
    footer = "" if report is None else _learned_from(report.subject, kept.source, report.begun.learned_from)
    return card(plain(kept.name), "\n".join(lines), footer)


def list_card(all_kept: Sequence[Trained], reports: Sequence[Report | None], *, private: bool) -> Card:
    """Return all that was trained in a place."""
    where = "you have trained in private" if private else "was trained in this server"
    if not all_kept:
        told = hinted(
            "Nothing yet. Try `/train words atlas shipped=encyclopedia` or "
            "`/train text pirates shipped=shakespeare`, or bring a text of your own."
        )
        return card(f"What {where}", told)
    lines = [_line(kept, report) for kept, report in zip(all_kept, reports, strict=True)]
    return card(f"What {where}", "\n".join(lines))


def curves_of(name: str, report: Report) -> Curves:
    """Return what is drawn of a report."""
    return Curves(name, MEASURES[report.subject], report.points, report.best, report.begun.baselines)


def how_to_ask(subject: Subject, name: str, example: str = "") -> str:
    """Return how to ask what was trained; its name has letters, digits, hyphens and low lines only."""
    if subject is Subject.WORDS:
        return hinted(f"Ask it: `/neighbours trained={name} {example or 'word'}`.")
    if not example:
        return hinted(f"Ask it: `/complete style={name} …`, with the beginning of a text.")
    return hinted(f"Ask it: `/complete style={name} {example}`.")


def hinted_gone(name: str) -> str:
    """Return what to do about files that are gone."""
    return hinted(f"Its files are gone. Delete it with `/train forget {name}`, and train it again.")


def _line(kept: Trained, report: Report | None) -> str:
    if not kept.is_kept:
        return f"**{plain(kept.name)}** is learning, from {kept.source}"
    figure = "" if report is None else f" · {_figure(report)}"
    goes = discord.utils.format_dt(kept.expires_at, "R")
    return f"**{plain(kept.name)}** · {kept.subject} · {kept.source}{figure} · goes {goes}"


def _figure(report: Report) -> str:
    value = report.best.held_out if report.judged is None else report.judged
    return f"{value:{SHOWN_BITS}} {MEASURES[report.subject].unit}"


def _judged(report: Report) -> str:
    """Return how good it is on what neither taught nor chose it, beside what others are."""
    unit = MEASURES[report.subject].unit
    if report.judged is None:
        return f"Held out, it stood at **{report.best.held_out:{SHOWN_BITS}}** {unit}."
    if report.subject is Subject.FILMS:
        climbed = _climbed(report.subject, _until_best(report), report.begun.baselines)
        recipe = [RECIPE] if _has_recipe(report.begun.baselines) else []
        return "\n".join((_outcome(report, report.judged), *climbed, *recipe))
    beside = ", ".join(f"{plain(each.name)}: {each.value:{SHOWN_BITS}}" for each in report.judged_baselines)
    return (
        f"**{report.judged:{SHOWN_BITS}}** {unit} on {JUDGED_ON[report.subject]} that neither taught nor "
        f"chose it ({beside}), after {_steps(report.best, report.subject)}."
    )


def _outcome(report: Report, judged: float) -> str:
    """Return what it found of the links that judge, and by how much that is more than others found."""
    found = f"**{judged:{SHOWN_BITS}}** {MEASURES[report.subject].unit} on {JUDGED_ON[report.subject]}"
    beside = ", ".join(_beside(judged, each) for each in report.judged_baselines)
    return f"{found} that neither taught nor chose it, after {_steps(report.best, report.subject)}: {beside}."


def _beside(judged: float, other: Baseline) -> str:
    """Return the difference of two figures as they are shown."""
    more = round(judged, 2) - round(other.value, 2)
    whom = f"{_called(other)} ({other.value:{SHOWN_BITS}})"
    if f"{abs(more):{SHOWN_BITS}}" == f"{0:{SHOWN_BITS}}":
        return f"as many as {whom}"
    return f"{abs(more):{SHOWN_BITS}} {'more' if more > 0 else 'less'} than {whom}"


def _climbed(subject: Subject, points: Sequence[Point], baselines: Sequence[Baseline]) -> list[str]:
    """Return which lines the held-out curve of films has climbed past; nothing of texts and words."""
    if subject is not Subject.FILMS:
        return []
    measure = MEASURES[subject]
    told = []
    for each in baselines:
        since = measure.past_since(points, each.value)
        line = f"{_called(each)} ({each.value:{SHOWN_BITS}})"
        told.append(
            f"not past {line}" if since is None else f"past {line} since {measure.step} {since.updates}"
        )
    said = "; ".join(told)
    return [f"The curve: {said}.", *([] if _has_recipe(baselines) else [NO_RECIPE])]


def _has_recipe(baselines: Sequence[Baseline]) -> bool:
    return any(each.name == COOKBOOK for each in baselines)


def _called(baseline: Baseline) -> str:
    article = "the " if baseline.name == COOKBOOK else ""
    return f"{article}{plain(baseline.title)}"


def _until_best(report: Report) -> list[Point]:
    return [each for each in report.points if each.updates <= report.best.updates]


def _standing(subject: Subject, point: Point, best: Point | None) -> str:
    unit = MEASURES[subject].unit
    now = f"**{point.held_out:{SHOWN_BITS}}** {unit}; on what it learns from {point.training:{SHOWN_BITS}}."
    if best is None or best == point:
        return f"{now} The best so far."
    return f"{now} The best was {best.held_out:{SHOWN_BITS}}, after {_steps(best, subject)}."


def _after(point: Point, subject: Subject, sample: str) -> str:
    return f"After **{_steps(point, subject)}** {DOES[subject]}:\n{_sample(subject, sample)}"


def _steps(point: Point, subject: Subject) -> str:
    return plural(point.updates, MEASURES[subject].step)


def _sample(subject: Subject, sample: str) -> str:
    """Return a text as it was written, or a line for each word or film with what is near to it."""
    shown = truncate(sample.strip("\n"), SAMPLE_LIMIT)
    if subject is Subject.TEXT:
        return fenced(shown)
    if subject is Subject.FILMS:
        named = ([plain(each) for each in line.split("\t")] for line in shown.splitlines())
        return "\n".join(f"**{head}** → {' · '.join(near)}" for head, *near in named)
    parted = (line.partition(": ") for line in shown.splitlines())
    return "\n".join(f"**{plain(head)}** → {plain(rest)}" for head, _, rest in parted)


def _explained(subject: Subject) -> list[str]:
    return [EXPLAINED[subject]] if subject in EXPLAINED else []


def _too_few(subject: Subject, words: int) -> list[str]:
    return [FEW.format(few=FEW_WORDS)] if subject is Subject.WORDS and words < FEW_WORDS else []


def _learned_from(subject: Subject, source: str, learned_from: int) -> str:
    return f"learned from {learned_from:,} {NOUNS[subject]} of {source}; others were held out"
