from django.urls import path

from zhigong.foundation.figures import views

app_name = "figures"
urlpatterns = [path("<str:code>/", views.rows, name="rows")]
