"""The addresses of stories."""

from django.urls import path

from clusteratlas_web.stories.views import reading, telling

app_name = "stories"
_ONE = "<slug:slug>/"
_STEP = f"{_ONE}<int:place>/"

urlpatterns = [
    path("", reading.list_page, name="list"),
    path("mine/", telling.mine_page, name="mine"),
    path("begin/", telling.begin_page, name="begin"),
    path("save/", telling.save_page, name="save"),
    path(_ONE, reading.story_page, name="story"),
    path(f"{_ONE}edit/", telling.edit_page, name="edit"),
    path(f"{_ONE}history/", telling.history_page, name="history"),
    path(f"{_ONE}add/", telling.add_page, name="add"),
    path(f"{_ONE}<slug:verb>/go/", telling.move, name="move"),
    path(f"{_STEP}edit/", telling.step_page, name="step"),
    path(f"{_STEP}<slug:way>/", telling.shift, name="shift"),
]
