"""How trainings, and what was kept of them, are put into words."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.hints import hinted
from bot.markup import fenced, plain
from bot.replies import Card, bar, card, plural, truncate
from bot.training import Training
from models.live.lesson import MEASURES, Ending, Point, Report, Subject
from models.live.picture import Curves
from storage.trained import Trained

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
    "I keep your text nowhere: it is deleted when the training ends. What stays is the network alone, which "
    "may have learnt sentences by heart, and everybody {where} can have it write. It goes after {days} days, "
    "at `/train forget {name}`, or with `/forgetme`. Train only on what you may use."
)
ENCODINGS = {"cp1252": ", read as Windows-1252: look whether its accents are right", "utf-16": ", UTF-16"}
OVERFITTED = (
    "The held-out curve has turned up while the other went on down: from there on it learned its text by "
    "heart, and no more about the language. So the best before that was kept."
)


def consent_card(name: str, characters: int, encoding: str, *, private: bool) -> Card:
    """Return what is said before a text that somebody brings is learned."""
    where = "who is you" if private else "in this server"
    said = CONSENT.format(where="here, " + where if private else where, days=30, name=name)
    read = f"{plural(characters, 'character')}{ENCODINGS.get(encoding, '')}."
    return card(f"Train {plain(name)} on your text?", f"{read} {hinted(said)}")


def learning_card(name: str, subject: Subject, source: str, training: Training) -> Card:
    """Return a training as it stands."""
    title = f"{plain(name)} is learning"
    if training.begun is None or training.look is None:
        return card(title, f"It reads {source} first. The curves come in a moment.")
    point, seconds = training.look.point, training.lesson.seconds
    done = min(1.0, point.seconds / seconds) if seconds else 1.0
    lines = (
        f"`{bar(done)}` {plural(round(training.left_s), 'second')} left of {round(seconds)}",
        _after(point, subject, training.look.sample),
    )
    embed = card(title, "\n".join(lines), _learned_from(subject, source, training.begun.learned_from))
    embed.add_field(name="Held out", value=_standing(subject, point, training.best))
    return embed


def ended_card(name: str, kept: Trained | None, report: Report, sample: str, source: str) -> Card:
    """Return what became of a training; `kept` is None where nothing of it stays."""
    subject = report.subject
    lines = [ENDINGS[report.ending], _judged(report)]
    if curves_of(name, report).turned_up:
        lines.append(OVERFITTED)
    if kept is not None:
        lines.append(how_to_ask(subject, kept.name))
        lines.append(f"It goes {discord.utils.format_dt(kept.expires_at, 'R')}.")
    title = f"{plain(name)} has learned"
    embed = card(title, "\n".join(lines), _learned_from(subject, source, report.begun.learned_from))
    if sample:
        embed.add_field(name=f"At the end it {_does(subject)}", value=_sample(subject, sample))
    return embed


def kept_card(kept: Trained, report: Report | None) -> Card:
    """Return something that was trained, as it is kept."""
    lines = [f"Trained by <@{kept.maker_id}> on {kept.source}."]
    if report is None:
        lines.append("It is learning still." if not kept.is_kept else hinted_gone(kept.name))
    else:
        lines += [ENDINGS[report.ending], _judged(report)]
    if kept.is_kept:
        lines += [
            how_to_ask(Subject(kept.subject), kept.name),
            f"It goes {discord.utils.format_dt(kept.expires_at, 'R')}.",
        ]
    footer = "" if report is None else _learned_from(report.subject, kept.source, report.begun.learned_from)
    return card(plain(kept.name), "\n".join(lines), footer)


def list_card(all_kept: Sequence[Trained], reports: Sequence[Report | None], *, private: bool) -> Card:
    """Return all that was trained in a place."""
    where = "you have trained in private" if private else "was trained in this server"
    if not all_kept:
        told = hinted(
            "Nothing yet. Try `/train text pirates shipped=shakespeare`, or bring a text of your own."
        )
        return card(f"What {where}", told)
    lines = [_line(kept, report) for kept, report in zip(all_kept, reports, strict=True)]
    return card(f"What {where}", "\n".join(lines))


def curves_of(name: str, report: Report) -> Curves:
    """Return what is drawn of a report."""
    return Curves(name, MEASURES[report.subject], report.points, report.best, report.begun.baselines)


def how_to_ask(subject: Subject, name: str) -> str:
    """Return how to ask what was trained; its name has letters, digits, hyphens and low lines only."""
    if subject is Subject.WORDS:
        return hinted(f"Ask it: `/neighbours trained={name} ship`.")
    return hinted(f"Ask it: `/complete style={name} Once upon a time`.")


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
    """Return how good it is on what neither taught nor chose it, beside what needs no network."""
    unit = MEASURES[report.subject].unit
    if report.judged is None:
        return f"Held out, it stood at **{report.best.held_out:{SHOWN_BITS}}** {unit}."
    beside = ", ".join(f"{plain(each.name)}: {each.value:{SHOWN_BITS}}" for each in report.judged_baselines)
    return (
        f"**{report.judged:{SHOWN_BITS}}** {unit} on text that neither taught nor chose it ({beside}), after "
        f"{plural(report.best.updates, 'update')}."
    )


def _standing(subject: Subject, point: Point, best: Point | None) -> str:
    unit = MEASURES[subject].unit
    now = f"**{point.held_out:{SHOWN_BITS}}** {unit}; on what it learns from {point.training:{SHOWN_BITS}}."
    if best is None or best == point:
        return f"{now} The best so far."
    return f"{now} The best was {best.held_out:{SHOWN_BITS}}, after {plural(best.updates, 'update')}."


def _after(point: Point, subject: Subject, sample: str) -> str:
    return f"After **{plural(point.updates, 'update')}** it {_does(subject)}:\n{_sample(subject, sample)}"


def _does(subject: Subject) -> str:
    return "writes" if subject is Subject.TEXT else "says"


def _sample(subject: Subject, sample: str) -> str:
    shown = truncate(sample.strip("\n"), SAMPLE_LIMIT)
    return fenced(shown) if subject is Subject.TEXT else shown


def _learned_from(subject: Subject, source: str, learned_from: int) -> str:
    return f"learned from {learned_from:,} {NOUNS[subject]} of {source}; others were held out"
