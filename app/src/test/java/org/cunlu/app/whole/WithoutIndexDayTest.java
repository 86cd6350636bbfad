package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Elasticsearch dies in the middle of a day: whoever searches is told who answers, and everything else goes on. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutIndexDayTest {
    private static final String RICE = "/api/shop/offers?q=%E5%A4%A7%E7%B1%B3";

    private final Devstack servers = TestServers.dedicated(Server.SEARCH);

    private final SmallCounty county = SmallCounty.apart(
            "withoutindex", Map.of("cunlu.es.url", servers.properties().get("cunlu.es.url")));

    @AfterAll
    void close() {
        county.close();
        servers.close();
    }

    @Test
    void nothingChangesButWhatTheSearchPageSays() {
        county.nextMorning();
        Soon.is(() -> assertThat(source()).isEqualTo("INDEX"));
        Parcel before = county.bought(county.buyer(), STATION1, "ONLINE");
        servers.kill(Server.SEARCH);
        for (int i = 0; i < 4; i++) {
            Answer found = county.get(null, RICE).is(200);
            assertThat(found.string("source")).isEqualTo("DATABASE");
            assertThat(found.list("items")).hasSize(1);
        }
        county.get(null, "/api/shop/suggestions?q=%E5%A4%A7").is(200);
        county.get(null, "/api/shop/search-help?q=x").is(200);
        county.get(null, "/api/shop/products/RICE").is(200);
        county.get(null, "/health").is(200);
        Parcel after = county.bought(county.buyer(), STATION1, "ONLINE");
        assertThat(county.state(before)).isEqualTo(county.state(after)).isEqualTo("OPEN PAID");
        county.cancel(before);
        county.cancel(after);
        servers.start(Server.SEARCH);
        Soon.is(() -> assertThat(source()).isEqualTo("INDEX"));
    }

    private String source() {
        for (int i = 0; i < county.instances.size(); i++) {
            String source = county.get(null, RICE).is(200).string("source");
            if (!source.equals("INDEX")) {
                return source;
            }
        }
        return "INDEX";
    }
}
