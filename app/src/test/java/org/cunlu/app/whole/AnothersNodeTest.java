package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;
import static org.cunlu.app.whole.SmallNetwork.TOWN2;

import java.util.stream.Stream;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A keeper of one village at another's door: every door of the station's branch that names a node says the same as for a node that
 * does not exist, and each attempt stands in the trail.
 */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersNodeTest {
    private static final String UNKNOWN = "500233999999";

    private final SmallCounty county = SmallCounty.open();

    /** @param body null for a GET; NODE stands for the node */
    record Knock(String path, String body) {
        @Override
        public String toString() {
            return (body == null ? "GET " : "POST ") + path;
        }
    }

    static Stream<Knock> doors() {
        var reads = Stream.of(
                        "parcels",
                        "today",
                        "differences",
                        "drop-offs",
                        "recycling",
                        "cash",
                        "stock",
                        "bins",
                        "waves/due",
                        "waves",
                        "put-backs",
                        "pick-shorts",
                        "counts",
                        "homecomings",
                        "purchases",
                        "requests",
                        "gateway/waiting",
                        "gateway/carriers",
                        "gateway/away",
                        "hand-overs/BUS-11/2027-01-04")
                .map(name -> new Knock("/api/station/" + name + "?node=NODE", null));
        var trips = Stream.of(
                        "stock/movements?node=NODE&skuCode=RICE-5K",
                        "shifts?node=NODE",
                        "transfers?node=NODE&direction=IN",
                        "gateway/files?node=NODE&kind=GIVEN",
                        "parcels/P1/label?node=NODE",
                        "bags/106900002330000018/label?node=NODE",
                        "sorting/P1?node=NODE",
                        "drop-offs/0ABCDEFGHJKMN/label?node=NODE",
                        "manifest?node=NODE&trip=BUS-11/2027-01-04",
                        "load-list?node=NODE&line=BUS-11&date=2027-01-04")
                .map(name -> new Knock("/api/station/" + name, null));
        var writes = Stream.of(
                new Knock("/api/station/bags", "{'requestId':'KEY','node':'NODE','nextNode':'500233101'}"),
                new Knock("/api/station/pickups", "{'requestId':'KEY','node':'NODE','pickupCode':'12345678'}"),
                new Knock("/api/station/pickups/look", "{'node':'NODE','pickupCode':'12345678'}"),
                new Knock("/api/station/pickups/several", "{'node':'NODE','pickupCode':'12345678'}"),
                new Knock("/api/station/returns", "{'node':'NODE'}"),
                new Knock("/api/station/shifts", "{'node':'NODE','countedFen':0}"),
                new Knock("/api/station/cash/handovers", "{'node':'NODE','countedFen':0}"),
                new Knock(
                        "/api/station/drop-offs",
                        "{'node':'NODE','seller':'S-GONGXIAO','skuCode':'RICE-5K','pieces':1,'weightGrams':5000}"),
                new Knock("/api/station/recycling/loads", "{'node':'NODE'}"),
                new Knock("/api/station/waves", "{'node':'NODE','lineCode':'BUS-11','serviceDate':'2027-01-04'}"),
                new Knock("/api/station/hand-overs/BUS-11/2027-01-04/settlement", "{'node':'NODE'}"));
        return Stream.of(reads, trips, writes).flatMap(each -> each);
    }

    /** Doors of a dispatcher that name a node or a line. */
    static Stream<Knock> dispatchers() {
        return Stream.of(
                        "nodes/NODE",
                        "nodes/NODE/closing",
                        "villages?under=NODE",
                        "supply?under=NODE",
                        "promise?from=NODE&to=NODE",
                        "departures?line=BUS-11",
                        "throughput?node=NODE&from=2027-01-04&to=2027-01-05",
                        "all-stock-outs?under=NODE",
                        "all-slow-movers?under=NODE",
                        "replenishment?node=NODE",
                        "stock-outs?node=NODE&from=2027-01-04&to=2027-01-05",
                        "slow-movers?node=NODE",
                        "trips/BUS-11/2027-01-04")
                .map(name -> new Knock("/api/dispatch/" + name, null));
    }

    @ParameterizedTest
    @MethodSource("dispatchers")
    void ofAnothersPartOfTheCountyIsAsAbsentForADispatcher(Knock knock) {
        Person stranger = county.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, TOWN2)));
        ask(stranger, knock, STATION1).is(404, "not-found");
        assertThat(county.refused(stranger)).as("attempts in the trail").isEqualTo(1);
        assertThat(ask(county.dispatcher, knock, STATION1).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void isAsAbsentAsOneThatDoesNotExistAndTheAttemptIsWrittenDown(Knock knock) {
        Person stranger = county.person(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, STATION2)));
        Answer anothers = ask(stranger, knock, STATION1).is(404, "not-found");
        assertThat(county.refused(stranger)).as("attempts in the trail").isEqualTo(1);
        Answer unknown = ask(stranger, knock, UNKNOWN).is(404, "not-found");
        assertThat(same(anothers)).isEqualTo(same(unknown));
        if (knock.body() == null) {
            assertThat(ask(county.keeper(STATION1), knock, STATION1).status())
                    .as("its own keeper is let in")
                    .isIn(200, 404, 409);
        }
    }

    private Answer ask(Person who, Knock knock, String node) {
        String path = knock.path().replace("NODE", node);
        return knock.body() == null
                ? county.get(who, path)
                : county.post(
                        who,
                        path,
                        key(),
                        knock.body().replace('\'', '"').replace("NODE", node).replace("KEY", key()));
    }

    private static String same(Answer answer) {
        return answer.text()
                .replaceAll("\"requestId\":\"[^\"]*\"", "")
                .replace(STATION1, "NODE")
                .replace(UNKNOWN, "NODE");
    }
}
