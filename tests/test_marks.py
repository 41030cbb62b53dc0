from sources.marks import Marks
from sources.models import ArticleMark, ConflictMark, Triage


def test_undo_and_redo_walk_through_every_step() -> None:
    marks = Marks()
    marks.change_articles(["a", "b"], "mark 2 read", {"read": True})
    marks.change_conflicts(["c"], "dismiss", {"triage": Triage.DISMISSED})
    undone = marks.undo()
    assert undone is not None and undone.label == "dismiss"
    assert marks.conflict("c") == ConflictMark()
    assert marks.article("a").read
    assert (step := marks.undo()) is not None and set(step.articles) == {"a", "b"}
    assert marks.article("a") == ArticleMark()
    assert marks.undo() is None
    marks.redo()
    marks.redo()
    assert marks.article("b").read and marks.conflict("c").triage is Triage.DISMISSED
    assert marks.redo() is None


def test_a_new_step_ends_what_could_be_redone() -> None:
    marks = Marks()
    marks.change_articles(["a"], "star", {"starred": True})
    marks.undo()
    marks.change_articles(["a"], "read", {"read": True})
    assert marks.redo() is None
    assert marks.article("a") == ArticleMark(read=True)


def test_undo_takes_back_its_own_tags_alone() -> None:
    marks = Marks()
    marks.change_articles(["a"], "tag", {"tags": ("x", "y")})
    marks.take_in({"a": ArticleMark(tags=("x", "y", "z"), starred=True)}, {})
    marks.undo()
    assert marks.article("a") == ArticleMark(tags=("z",), starred=True)
    marks.redo()
    assert set(marks.article("a").tags) == {"x", "y", "z"}


def test_a_step_that_changes_nothing_is_no_step() -> None:
    marks = Marks()
    assert marks.change_articles(["a"], "unstar", {"starred": False}) is None
    assert marks.undo() is None


def test_undo_keeps_what_was_noted_outside_of_it() -> None:
    marks = Marks()
    marks.change_conflicts(["c"], "watch", {"triage": Triage.WATCHING})
    marks.set_quietly("c", ConflictMark(Triage.WATCHING, note="asked the ministry"))
    marks.undo()
    assert marks.conflict("c") == ConflictMark(Triage.NEW, note="asked the ministry")
