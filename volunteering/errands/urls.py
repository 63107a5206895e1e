"""The addresses of help in requests; `volunteering.urls` holds them among its own."""

from django.urls import path

from volunteering.errands import views

urlpatterns = [
    path("my/volunteering/errands/", views.index, name="errands"),
    path("my/volunteering/errands/choose/", views.choose, name="errands_choose"),
    path("my/volunteering/errands/<uuid:pk>/take/", views.take, name="errand_take"),
    path("my/volunteering/errands/<uuid:pk>/decline/", views.decline, name="errand_decline"),
]
