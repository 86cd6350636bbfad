package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.accounts.WebhookSource;
import org.cunlu.kernel.events.Event;

/** Something that happens when a test wants it, to a shop or to the county alone. */
@Serdeable
record ProbeHappened(String subject, @Nullable String shop) implements Event {
    static final String TOPIC = "accounts.probe-happened";

    @Override
    public String topic() {
        return TOPIC;
    }

    /** Tells outside systems of it. */
    @Singleton
    @Named("probe")
    static class Source implements WebhookSource<ProbeHappened> {
        @Override
        public String fact() {
            return "probe.happened";
        }

        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public Class<ProbeHappened> type() {
            return ProbeHappened.class;
        }

        @Override
        public Object data(ProbeHappened event) {
            return event;
        }

        @Override
        public String shop(ProbeHappened event) {
            return event.shop();
        }
    }

    /** The same, for the county's ears only. */
    @Singleton
    @Named("probe for the county")
    static class CountySource extends Source {
        @Override
        public String fact() {
            return "probe.of-county";
        }

        @Override
        public String shop(ProbeHappened event) {
            return null;
        }

        @Override
        public boolean forShops() {
            return false;
        }
    }
}
