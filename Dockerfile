# docker build -t corridor-planner . && docker run --rm -v "$PWD:/work" corridor-planner solve inputs/kazakhstan.xlsx
FROM python:3.13-slim
COPY pyproject.toml README.md LICENSE /src/
COPY requirements /src/requirements
COPY models /src/models
COPY planner /src/planner
RUN pip install --no-cache-dir -c /src/requirements/locked.txt /src && rm -r /src
WORKDIR /work
ENTRYPOINT ["planner"]
