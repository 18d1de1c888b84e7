# Another registry's copy of the base image can be named: --build-arg BASE_IMAGE=…
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS build
COPY requirements.txt /build/
# The environment holds no pip: nothing is installed while the service runs.
RUN python -m venv --without-pip /opt/venv \
 && python -m pip --python /opt/venv/bin/python install --no-cache-dir --disable-pip-version-check \
      --no-deps --require-hashes --requirement /build/requirements.txt
COPY app /srv/nablascope/app
COPY static /srv/nablascope/static
RUN /opt/venv/bin/python -m compileall -q /srv/nablascope/app

FROM ${BASE_IMAGE}
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/nablascope /srv/nablascope
WORKDIR /srv/nablascope
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    NABLASCOPE_HOST=0.0.0.0 \
    NABLASCOPE_PORT=8000
# A number, so that an orchestrator can see that it is not root without reading /etc/passwd.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import http.client as h, os; c = h.HTTPConnection('127.0.0.1', int(os.environ['NABLASCOPE_PORT']), timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "app.cli"]
CMD ["serve"]
