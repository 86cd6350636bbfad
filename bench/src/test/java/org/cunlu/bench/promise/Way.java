package org.cunlu.bench.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.Room;

/** Follows a promised way leg by leg, as a parcel would, with calendar arithmetic. */
record Way(NetworkMap map, Room room, int transfersMax) {
    /** @throws AssertionError when it cannot be gone */
    void follow(Question question, List<Leg> legs) {
        assertThat(legs.stream().filter(leg -> !leg.leavesCounty())).hasSizeLessThanOrEqualTo(transfersMax + 1);
        String at = question.from();
        ZonedDateTime free = CountyTime.at(PlainSearch.instant(question.ready()));
        for (Leg leg : legs) {
            stands(at, question.load());
            assertThat(leg.fromNode()).isEqualTo(at);
            Opening here = map.openings().get(at);
            ZonedDateTime leaves = CountyTime.at(leg.departsAt());
            assertThat(leaves).isAfterOrEqualTo(free);
            assertThat(here.days()).contains(leaves.getDayOfWeek());
            assertThat(leaves.toLocalTime()).isBetween(here.opens(), here.closes());
            ride(leg, question.load());
            at = leg.toNode();
            free = CountyTime.at(leg.arrivesAt())
                    .plusMinutes(map.openings().get(at).handlingMinutes());
        }
        stands(at, question.load());
        assertThat(at).isEqualTo(question.to());
        boolean outside = map.nodes().get(at).tier() == Node.Tier.GATEWAY;
        assertThat(!legs.isEmpty() && legs.getLast().leavesCounty())
                .as("a carrier leaves with it")
                .isEqualTo(outside);
    }

    private void stands(String code, Load load) {
        Node node = map.nodes().get(code);
        assertThat(node.status()).isEqualTo(Node.Status.OPEN);
        assertThat(node.holds()).contains(load.storageClass());
    }

    private void ride(Leg leg, Load load) {
        Line line = map.lines().stream()
                .filter(each -> each.code().equals(leg.lineCode()))
                .findFirst()
                .orElseThrow();
        LocalDate date = leg.serviceDate();
        assertThat(line.runsOn(date)).isTrue();
        assertThat(line.carries()).contains(load.storageClass());
        if (leg.leavesCounty()) {
            boolean takes = calls(line.stops().getFirst(), leg.fromNode(), leg.departsAt(), date, false)
                    && room.left(line, date, 0).takes(load);
            assertThat(takes).as("%s has room and leaves then", leg).isTrue();
            return;
        }
        boolean fits = IntStream.range(0, line.stops().size())
                .anyMatch(board -> IntStream.range(board + 1, line.stops().size())
                        .anyMatch(off -> calls(line.stops().get(board), leg.fromNode(), leg.departsAt(), date, false)
                                && calls(line.stops().get(off), leg.toNode(), leg.arrivesAt(), date, true)
                                && IntStream.range(board, off)
                                        .allMatch(stop ->
                                                room.left(line, date, stop).takes(load))));
        assertThat(fits).as("%s has room and calls there then", leg).isTrue();
    }

    private static boolean calls(Line.Stop stop, String node, Instant moment, LocalDate date, boolean arriving) {
        int minute = arriving ? stop.arriveMinute() : stop.departMinute();
        return stop.nodeCode().equals(node)
                && CountyTime.instant(date, LocalTime.MIDNIGHT)
                        .plusSeconds(60L * minute)
                        .equals(moment);
    }
}
