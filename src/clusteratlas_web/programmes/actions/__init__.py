"""What is written about programmes and questions, one verb and noun each."""

from clusteratlas_web.programmes.actions.pieces import add_piece, change_piece, remove_piece
from clusteratlas_web.programmes.actions.programmes import create_programme, edit_programme, move_programme
from clusteratlas_web.programmes.actions.promises import register_promise
from clusteratlas_web.programmes.actions.questions import (
    agree_to_publication,
    answer_question,
    ask_question,
    forward_question,
    publish_question,
    set_desk,
    take_question,
    unpublish_question,
    withdraw_question,
)
from clusteratlas_web.programmes.actions.reminders import remind

__all__ = [
    "add_piece",
    "agree_to_publication",
    "answer_question",
    "ask_question",
    "change_piece",
    "create_programme",
    "edit_programme",
    "forward_question",
    "move_programme",
    "publish_question",
    "register_promise",
    "remind",
    "remove_piece",
    "set_desk",
    "take_question",
    "unpublish_question",
    "withdraw_question",
]
