package org.cunlu.logistics.vehicle;

import jakarta.inject.Singleton;
import java.io.Reader;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.VehicleImport;
import org.cunlu.logistics.Vehicles.Kind;
import org.cunlu.logistics.Vehicles.Vehicle;
import org.cunlu.logistics.vehicle.VehicleRegister.Change;

/** Loads a file of vehicles, a row each. */
@Singleton
class VehicleLoading implements VehicleImport {
    private static final Set<String> REQUIRED =
            Set.of("vehicle_code", "node", "plate", "kind", "capacity_kg", "capacity_litres");
    private static final Set<String> OPTIONAL = Set.of("capacity_pieces", "compartments", "suspended", "note");
    private static final long KG_MAX = 100_000;
    private static final long LITRES_MAX = 1_000_000;

    private final VehicleRegister register;
    private final Network network;
    private final Transactions transactions;

    VehicleLoading(VehicleRegister register, Network network, Transactions transactions) {
        this.register = register;
        this.network = network;
        this.transactions = transactions;
    }

    /** Ends a transaction without keeping anything. */
    private static final class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Faulty() {
            super("faulty", null, false, false);
        }
    }

    @Override
    public ImportReport vehicles(Reader csv, boolean keepGood, String actor) {
        CsvFile file = CsvFile.read(csv, REQUIRED, OPTIONAL);
        var seen = new HashSet<String>();
        for (CsvRow row : file.rows()) {
            vehicle(row)
                    .filter(vehicle -> !seen.add(vehicle.code()))
                    .ifPresent(twice -> row.fault(
                            "vehicle_code", "vehicle-twice", "同一车辆出现两次 · The same vehicle stands there twice"));
        }
        if (!file.faults().none() && !keepGood) {
            return report(file, Map.of(), false);
        }
        try {
            Map<Change, Long> done = transactions.run(() -> {
                var counts = new EnumMap<Change, Long>(Change.class);
                for (CsvRow row : file.rows()) {
                    if (!row.bad()) {
                        load(row, actor).ifPresent(change -> counts.merge(change, 1L, Long::sum));
                    }
                }
                if (!file.faults().none() && !keepGood) {
                    throw new Faulty();
                }
                return counts;
            });
            return report(file, done, true);
        } catch (Faulty e) {
            return report(file, Map.of(), false);
        }
    }

    private Optional<Change> load(CsvRow row, String actor) {
        Vehicle wanted = vehicle(row).orElseThrow();
        Optional<Node> home = network.node(wanted.node());
        if (home.isEmpty()) {
            row.fault("node", "node-unknown", "没有这个节点 · There is no such node");
            return Optional.empty();
        }
        // A file replaces whatever was there.
        int version = register.known(wanted.code()).map(Vehicle::version).orElse(0);
        try {
            return Optional.of(register.write(VehicleRegister.as(wanted, version), home.get(), actor));
        } catch (ProblemException e) {
            row.fault(
                    e.code().equals("plate-taken") ? "plate" : "vehicle_code",
                    e.code(),
                    e.problem(null).title());
            return Optional.empty();
        }
    }

    /** @return empty when something is wrong with it, which is then noted */
    private static Optional<Vehicle> vehicle(CsvRow row) {
        if (row.bad()) {
            return Optional.empty();
        }
        String code = row.code("vehicle_code");
        String node = row.code("node");
        String plate = row.name("plate", 20);
        Kind kind = row.constant("kind", Kind.class);
        long kg = row.number("capacity_kg", 1, KG_MAX);
        long litres = row.number("capacity_litres", 1, LITRES_MAX);
        long pieces = row.numberOr("capacity_pieces", 1, 100_000, 0);
        Set<StorageClass> compartments = compartments(row);
        boolean suspended = row.flag("suspended");
        String note = row.nameOrNull("note", 200);
        return row.bad()
                ? Optional.empty()
                : Optional.of(new Vehicle(
                        code,
                        node,
                        plate,
                        kind,
                        kg * 1_000,
                        litres * 1_000,
                        pieces == 0 ? null : (int) pieces,
                        compartments,
                        suspended,
                        note,
                        0));
    }

    private static Set<StorageClass> compartments(CsvRow row) {
        var compartments = EnumSet.noneOf(StorageClass.class);
        if (row.cell("compartments").isEmpty()) {
            return EnumSet.of(StorageClass.DRY);
        }
        for (String name : row.codes("compartments", StorageClass.values().length)) {
            try {
                compartments.add(StorageClass.valueOf(name));
            } catch (IllegalArgumentException e) {
                row.fault("compartments", "not-allowed", "应为 DRY、CHILLED、HAZARDOUS · Not a class of goods: " + name);
            }
        }
        return compartments;
    }

    private static ImportReport report(CsvFile file, Map<Change, Long> done, boolean ran) {
        long created = done.getOrDefault(Change.NEW, 0L);
        long updated = done.getOrDefault(Change.OTHER, 0L);
        return new ImportReport(
                file.rows().size(),
                created,
                updated,
                done.getOrDefault(Change.SAME, 0L),
                file.faults().list(),
                ran && created + updated > 0);
    }
}
