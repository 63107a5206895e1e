from django.urls import path

from content import readers, views

app_name = "content"
urlpatterns = [
    path("design/", views.design, name="design"),
    path("helpful/<int:pk>/", readers.helpful, name="helpful"),
]
