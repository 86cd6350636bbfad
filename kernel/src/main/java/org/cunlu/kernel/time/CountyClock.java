package org.cunlu.kernel.time;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time that all code takes: real time, and in a demo as far ahead of it as somebody moved it. Reads no table itself,
 * so that asking the time costs nothing; {@link ClockWatch} keeps it true.
 */
@Singleton
class CountyClock extends Clock {
    private final ClockTable table;
    private final AtomicReference<ClockTable.Setting> setting;

    CountyClock(ClockTable table) {
        this.table = table;
        this.setting = new AtomicReference<>(table.read());
    }

    /** Takes over what the table says now. @return the version by which this instance tells time from now on */
    long refresh() {
        var read = table.read();
        // A slow reader must not put back what a quicker one has taken over.
        return setting.accumulateAndGet(read, (held, found) -> found.version() > held.version() ? found : held)
                .version();
    }

    long version() {
        return setting.get().version();
    }

    long aheadMillis() {
        return setting.get().aheadMillis();
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(setting.get().aheadMillis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Zoned(this, zone);
    }

    /** The same time, in another zone. */
    private static final class Zoned extends Clock {
        private final Clock clock;
        private final ZoneId zone;

        Zoned(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Zoned(clock, other);
        }
    }
}
