package org.cunlu.logistics.roads;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.RoadMatrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server that speaks the table service of OSRM, {@code GET /table/v1/driving/LON,LAT;…?annotations=duration,distance},
 * some rows of some columns at a time, since such servers take no more than about 100 places in one question.
 */
final class OsrmRoads implements RoadMatrix {
    private static final Logger LOG = LoggerFactory.getLogger(OsrmRoads.class);
    private static final int ANSWER_BYTES_MAX = 8 << 20;
    private static final int RETRY_SECONDS = 30;

    private final URI server;
    private final int block;
    private final Duration patience;
    private final JsonMapper json;
    private final HttpClient http;

    /** @param block places a question, half of them sources and half destinations @param patience for one question */
    OsrmRoads(URI server, int block, Duration patience, JsonMapper json) {
        this.server = server;
        this.block = Math.max(1, block / 2);
        this.patience = patience;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param distances null in a row where there is no way */
    @Serdeable
    record Table(
            String code,
            @Nullable List<List<@Nullable Double>> durations,
            @Nullable List<List<@Nullable Double>> distances) {}

    @Override
    public Matrix between(List<Point> points) {
        int size = points.size();
        var metres = new double[size][size];
        var seconds = new double[size][size];
        for (int from = 0; from < size; from += block) {
            for (int to = 0; to < size; to += block) {
                List<Point> sources = points.subList(from, Math.min(size, from + block));
                List<Point> destinations = points.subList(to, Math.min(size, to + block));
                Table table = asked(sources, destinations);
                take(table.distances(), metres, from, to, sources.size(), destinations.size());
                take(table.durations(), seconds, from, to, sources.size(), destinations.size());
            }
        }
        for (int same = 0; same < size; same++) {
            metres[same][same] = 0;
            seconds[same][same] = 0;
        }
        return new Matrix(metres, seconds);
    }

    private static void take(
            @Nullable List<List<@Nullable Double>> cells, double[][] into, int from, int to, int rows, int columns) {
        if (cells == null
                || cells.size() != rows
                || cells.stream().anyMatch(row -> row == null || row.size() != columns)) {
            throw unavailable("its table has another shape", null);
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Double cell = cells.get(row).get(column);
                into[from + row][to + column] = cell == null ? Double.POSITIVE_INFINITY : cell;
            }
        }
    }

    private Table asked(List<Point> sources, List<Point> destinations) {
        String places = Stream.concat(sources.stream(), destinations.stream())
                .map(point -> String.format(Locale.ROOT, "%.6f,%.6f", point.longitude(), point.latitude()))
                .collect(Collectors.joining(";"));
        String query = "?annotations=duration,distance&sources=" + numbers(0, sources.size()) + "&destinations="
                + numbers(sources.size(), destinations.size());
        URI question =
                URI.create(server.toString().replaceAll("(?<!/)/+$", "") + "/table/v1/driving/" + places + query);
        try {
            HttpResponse<byte[]> answer = answer(question);
            if (answer.statusCode() != 200) {
                throw unavailable("it answered " + answer.statusCode(), null);
            }
            Table table = json.readValue(answer.body(), Argument.of(Table.class));
            if (table == null || !"Ok".equals(table.code())) {
                throw unavailable("it did not say Ok", null);
            }
            return table;
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw unavailable("it cannot be asked or read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", e);
        }
    }

    private HttpResponse<byte[]> answer(URI question)
            throws InterruptedException, ExecutionException, TimeoutException {
        var asked = http.sendAsync(
                HttpRequest.newBuilder(question).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            // A request's own time-out ends with the answer's first byte; this one bounds all of it.
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            asked.cancel(true);
        }
    }

    private static String numbers(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(String::valueOf).collect(Collectors.joining(";"));
    }

    private static ProblemException unavailable(String why, @Nullable Exception cause) {
        LOG.warn("server of roads: {}", why, cause);
        return ProblemException.of(
                        503, "roads-unavailable", "路网服务暂时不可用 · The server of roads is away", "请稍后再试 · Try later")
                .fact(ProblemException.RETRY_AFTER, RETRY_SECONDS);
    }
}
