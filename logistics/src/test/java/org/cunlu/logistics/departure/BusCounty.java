package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.DepartureRoom.Way;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Room;

/**
 * A hub, a township and two villages: a bus at 09:00 and one at 14:10 from the hub by the township to village A, and a van
 * from the township to village B. Each takes 10 kg, 100 litres and 4 parcels unless a test says otherwise.
 */
final class BusCounty implements AutoCloseable {
    static final String COUNTY = "500233";
    static final Load KILO = new Load(1_000, 1_000);

    private static final String HEADER = "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,"
            + "handling_minutes,mode,capacity_kg,capacity_litres,capacity_pieces,line,seq,node,arrive,depart\n";
    private static final String NODES = "node,H,Hub,HUB,,OPEN,30,108,1234567,05:00,22:00,10,,,,,,,,,\n"
            + "node,T,Town,TOWNSHIP,H,OPEN,30.1,108,1234567,05:00,22:00,10,,,,,,,,,\n"
            + "node,A,Station A,VILLAGE,T,OPEN,30.2,108,1234567,05:00,22:00,10,,,,,,,,,\n"
            + "node,B,Station B,VILLAGE,T,OPEN,30.3,108,1234567,05:00,22:00,10,,,,,,,,,\n";

    final ApplicationContext context;

    private final Map<String, Object> properties;

    private BusCounty(Map<String, Object> properties) {
        this.properties = properties;
        context = ApplicationContext.run(properties, "test");
    }

    /** @param room name of a database of its own */
    static BusCounty open(String room) {
        Map<String, Object> properties = new HashMap<>(TestServers.properties(room, Server.DATABASE));
        properties.put("departure.clock", "true");
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        properties.put("cunlu.db.pool", "16");
        return new BusCounty(properties);
    }

    /** Another instance on the same database. */
    BusCounty another() {
        return new BusCounty(properties);
    }

    /** @param stops such as {@code H 09:00}, in order */
    static String busBy(String code, int kg, int pieces, String... stops) {
        var rows = new StringBuilder(line(code, "BUS", kg, pieces));
        for (int i = 0; i < stops.length; i++) {
            String[] stop = stops[i].split(" ");
            rows.append(stop(code, i + 1, stop[0], stop[1]));
        }
        return rows.toString();
    }

    static String bus(String code, String departs, int kg, int pieces) {
        int hour = Integer.parseInt(departs.substring(0, 2));
        String minutes = departs.substring(2);
        return line(code, "BUS", kg, pieces)
                + stop(code, 1, "H", "%02d%s".formatted(hour, minutes))
                + stop(code, 2, "T", "%02d%s".formatted(hour + 1, minutes))
                + stop(code, 3, "A", "%02d%s".formatted(hour + 2, minutes));
    }

    static String van(String code, int kg, int pieces) {
        return line(code, "VAN", kg, pieces) + stop(code, 1, "T", "15:40") + stop(code, 2, "B", "16:10");
    }

    private static String line(String code, String mode, int kg, int pieces) {
        return "line," + code + "," + code + ",,,,,,1234567,,,," + mode + "," + kg + ",100," + pieces + ",,,,,\n";
    }

    private static String stop(String code, int seq, String node, String time) {
        return "stop,,,,,,,,,,,,,,,," + code + "," + seq + "," + node + "," + time + ",\n";
    }

    /** The three lines, and the memory of this instance knows them. */
    BusCounty load() {
        return load(bus("BUS-1", "09:00", 10, 4) + bus("BUS-2", "14:10", 10, 4) + van("VAN", 10, 4));
    }

    BusCounty load(String lines) {
        var report = bean(NetworkImport.class).network(new StringReader(HEADER + NODES + lines), false, "tester");
        assertThat(report.faults()).isEmpty();
        return this;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    DepartureRoom room() {
        return bean(DepartureRoom.class);
    }

    HandClock clock() {
        return bean(HandClock.class);
    }

    Room.Left left(String line, int day, int stop) {
        return bean(Room.class)
                .left(bean(Timetables.class).line(line).orElseThrow(), HandClock.DAY.plusDays(day), stop);
    }

    Leg leg(String line, int day, int board, int alight) {
        var of = bean(Timetables.class).line(line).orElseThrow();
        var date = HandClock.DAY.plusDays(day);
        var from = of.stops().get(board);
        var to = of.stops().get(alight);
        return new Leg(
                from.nodeCode(),
                to.nodeCode(),
                line,
                date,
                Timetables.at(date, from.departMinute()),
                Timetables.at(date, to.arriveMinute()));
    }

    Promise.Kept promise(String from, String to, Load load) {
        return (Promise.Kept) bean(Promises.class).promise(from, to, load, now());
    }

    Instant now() {
        return clock().instant();
    }

    boolean hold(String holder, Load load, Leg... legs) {
        return hold(Map.of(holder, new Way(List.of(legs), load)));
    }

    /** As placing an order does: rolled back when there is no room. */
    boolean hold(Map<String, Way> ways) {
        var legs = ways.values().stream().flatMap(way -> way.legs().stream()).toList();
        room().prepare(legs);
        try {
            transactions().run(() -> {
                if (!room().hold(COUNTY, ways)) {
                    throw new NoRoom();
                }
            });
            return true;
        } catch (NoRoom e) {
            room().refresh(legs);
            return false;
        }
    }

    private static final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    void free(String... holders) {
        transactions().run(() -> room().free(List.of(holders)));
    }

    boolean move(String holder, int ridden, int behind, Load load, Leg... legs) {
        return transactions().run(() -> room().move(COUNTY, holder, ridden, behind, new Way(List.of(legs), load)));
    }

    Transactions transactions() {
        return bean(Transactions.class);
    }

    /** @return what the table has of a stretch: grams, cm3, pieces */
    List<Long> held(String line, int day, int stop) {
        return transactions()
                .read(() -> bean(Sql.class)
                        .one(
                                "SELECT held_grams, held_cm3, held_pieces FROM log_departure WHERE line_code = ?"
                                        + " AND service_date = ? AND stop = ?",
                                row -> List.of(
                                        row.number("held_grams"), row.number("held_cm3"), row.number("held_pieces")),
                                line,
                                HandClock.DAY.plusDays(day),
                                stop)
                        .orElse(List.of(0L, 0L, 0L)));
    }

    void change(String sql, Object... arguments) {
        transactions().run(() -> bean(Sql.class).change(sql, arguments));
    }

    /** @return examples by invariant of departures; empty when all is well */
    Map<String, Object> violations() {
        Collection<Invariant> invariants = context.getBeansOfType(Invariant.class);
        var wrong = new TreeMap<String, Object>();
        try (var connection =
                DelegatingDataSource.unwrapDataSource(bean(DataSource.class)).getConnection()) {
            for (Invariant each : invariants) {
                if (each.name().contains("departure")) {
                    var finding = each.check(connection);
                    if (finding.violations() > 0) {
                        wrong.put(each.name(), finding.examples());
                    }
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return wrong;
    }

    static Duration soon() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void close() {
        context.close();
    }
}
