package org.cunlu.logistics.roads;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.RoadMatrix;

/** What the county measured itself, for all else what a server of routes says, or, where none is named, what is reckoned. */
@Singleton
class CountyRoads implements RoadMatrix {
    private final MeasuredTable measured;
    private final RoadMatrix others;

    CountyRoads(
            MeasuredTable measured,
            JsonMapper json,
            @Nullable @Value("${cunlu.dispatch.osrm-url:}") String server,
            @Value("${cunlu.dispatch.osrm-places:100}") int places,
            @Value("${cunlu.dispatch.osrm-timeout:5s}") Duration patience) {
        this.measured = measured;
        this.others = server == null || server.isBlank()
                ? new StraightRoads()
                : new OsrmRoads(URI.create(server), places, patience, json);
    }

    @Override
    public Matrix between(List<Point> points) {
        if (points.size() > POINTS_MAX) {
            throw ProblemException.invalid("stops", "too-many-stops", "地点太多，最多 " + POINTS_MAX + " · Too many places");
        }
        var at = new HashMap<String, Integer>();
        for (int i = 0; i < points.size(); i++) {
            at.put(points.get(i).code(), i);
        }
        List<MeasuredTable.Way> ways = measured.among(at.keySet());
        int size = points.size();
        // Whoever measured every way need not wait for a server.
        if (size > 0 && ways.size() == size * (size - 1)) {
            return with(new double[size][size], new double[size][size], at, ways);
        }
        Matrix rest = others.between(points);
        if (ways.isEmpty()) {
            return rest;
        }
        var metres = new double[size][size];
        var seconds = new double[size][size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                metres[from][to] = rest.metres(from, to);
                seconds[from][to] = rest.seconds(from, to);
            }
        }
        return with(metres, seconds, at, ways);
    }

    private static Matrix with(
            double[][] metres, double[][] seconds, HashMap<String, Integer> at, List<MeasuredTable.Way> ways) {
        for (MeasuredTable.Way way : ways) {
            int from = at.get(way.from());
            int to = at.get(way.to());
            metres[from][to] = way.metres() < 0 ? Double.POSITIVE_INFINITY : way.metres();
            seconds[from][to] = way.metres() < 0 ? Double.POSITIVE_INFINITY : way.seconds();
        }
        return new Matrix(metres, seconds);
    }
}
