package org.cunlu.logistics.vehicle;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.logistics.Vehicles;

/** The table of vehicles. */
@Singleton
class VehicleTable implements Vehicles {
    private static final String SELECT = "SELECT code, home_node, plate, kind, weight_grams, volume_cm3, pieces, dry,"
            + " chilled, hazardous, suspended, note, version FROM log_vehicle ";

    private final Sql sql;

    VehicleTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<String, Vehicle> find(Collection<String> codes) {
        return of(codes, "");
    }

    @Override
    public Map<String, Vehicle> lock(Collection<String> codes) {
        return of(codes, " FOR UPDATE");
    }

    private Map<String, Vehicle> of(Collection<String> codes, String how) {
        return codes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                SELECT + "WHERE code IN (" + Sql.marks(codes.size()) + ") ORDER BY code" + how,
                                VehicleTable::vehicle,
                                new TreeSet<>(codes).toArray())
                        .stream()
                        .collect(Collectors.toMap(Vehicle::code, Function.identity()));
    }

    @Override
    public List<Vehicle> at(String node) {
        return sql.list(SELECT + "WHERE home_node = ? AND suspended = 0 ORDER BY code", VehicleTable::vehicle, node);
    }

    /** @return those behind a code, in order */
    List<Vehicle> after(String code, int limit) {
        return sql.list(SELECT + "WHERE code > ? ORDER BY code LIMIT ?", VehicleTable::vehicle, code, limit);
    }

    /** @return false when there is one of that code, or with that plate */
    boolean insert(Vehicle vehicle, String county, String by, Instant at) {
        return sql.change(
                        "INSERT IGNORE INTO log_vehicle (home_node, plate, kind, weight_grams, volume_cm3, pieces, dry, chilled,"
                                + " hazardous, suspended, note, changed_by, changed_at, code, version, county_code)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
                        values(vehicle, by, at, vehicle.code(), county))
                == 1;
    }

    /** @return false when it is not as it was seen, or another has that plate */
    boolean replace(Vehicle vehicle, String by, Instant at) {
        try {
            return sql.change(
                            "UPDATE log_vehicle SET home_node = ?, plate = ?, kind = ?, weight_grams = ?, volume_cm3 = ?,"
                                    + " pieces = ?, dry = ?, chilled = ?, hazardous = ?, suspended = ?, note = ?, changed_by = ?,"
                                    + " changed_at = ?, version = version + 1 WHERE code = ? AND version = ?",
                            values(vehicle, by, at, vehicle.code(), vehicle.version()))
                    == 1;
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false)) {
                return false;
            }
            throw e;
        }
    }

    private static Object[] values(Vehicle vehicle, String by, Instant at, Object code, Object last) {
        return new Object[] {
            vehicle.node(),
            vehicle.plate(),
            vehicle.kind(),
            vehicle.weightGrams(),
            vehicle.volumeCm3(),
            vehicle.pieces(),
            vehicle.compartments().contains(StorageClass.DRY),
            vehicle.compartments().contains(StorageClass.CHILLED),
            vehicle.compartments().contains(StorageClass.HAZARDOUS),
            vehicle.suspended(),
            vehicle.note(),
            by,
            at,
            code,
            last
        };
    }

    private static Vehicle vehicle(Row row) {
        var compartments = EnumSet.noneOf(StorageClass.class);
        for (StorageClass each : List.of(StorageClass.DRY, StorageClass.CHILLED, StorageClass.HAZARDOUS)) {
            if (row.flag(each.name().toLowerCase(Locale.ROOT))) {
                compartments.add(each);
            }
        }
        Long pieces = row.numberOrNull("pieces");
        return new Vehicle(
                row.string("code"),
                row.string("home_node"),
                row.string("plate"),
                row.constant("kind", Kind.class),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                pieces == null ? null : pieces.intValue(),
                compartments,
                row.flag("suspended"),
                row.string("note"),
                row.integer("version"));
    }
}
