package org.cunlu.bench.measuring;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one round of a closed loop saw.
 * @param outcomes turns by how they ended
 * @param micros latencies of what was done
 */
public record Round(Duration took, Map<String, Long> outcomes, Histogram micros) {
    public double perSecond() {
        return outcomes.getOrDefault(ClosedLoop.Turn.DONE, 0L) * 1e9 / took.toNanos();
    }

    public double millisAt(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
