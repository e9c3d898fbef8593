"""The addresses of contributed data."""

from django.urls import path

from clusteratlas_web.contributions.views import lists, offering, one, reviewing

app_name = "contributions"
_ONE = "<int:number>/"

urlpatterns = [
    path("", lists.list_page, name="list"),
    path("list.<slug:format>", lists.list_table, name="table"),
    path("mine/", lists.mine_page, name="mine"),
    path("review/", lists.queue_page, name="queue"),
    path("offer/", offering.begin_page, name="begin"),
    path(_ONE, one.data_set_page, name="data-set"),
    path(f"{_ONE}describe/", offering.describe_page, name="describe"),
    path(f"{_ONE}file/", offering.file_page, name="file"),
    path(f"{_ONE}columns/", offering.columns_page, name="columns"),
    path(f"{_ONE}columns/map/", offering.map_upload, name="map-upload"),
    path(f"{_ONE}columns.toml", one.map_file, name="map"),
    path(f"{_ONE}history/", one.history_page, name="history"),
    path(f"{_ONE}accept/", reviewing.accept_page, name="accept"),
    path(f"{_ONE}because/<slug:verb>/", reviewing.reason_page, name="reason"),
    path(f"{_ONE}enter/", reviewing.enter, name="enter"),
    path(f"{_ONE}<slug:verb>/", offering.step, name="step"),
]
