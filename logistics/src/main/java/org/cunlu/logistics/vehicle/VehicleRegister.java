package org.cunlu.logistics.vehicle;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.VehicleDesk;
import org.cunlu.logistics.Vehicles.Vehicle;
import org.cunlu.logistics.Workplaces;

/** Dispatchers keep the vehicles of their part of the county. */
@Singleton
class VehicleRegister implements VehicleDesk {
    static final List<Role> WHO = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    static final String ACT = "logistics.vehicle";

    private final VehicleTable table;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    VehicleRegister(VehicleTable table, Workplaces workplaces, Transactions transactions, Trail trail, Clock clock) {
        this.table = table;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** How a vehicle came to be as it is. */
    enum Change {
        NEW,
        OTHER,
        SAME
    }

    @Override
    public Page<Vehicle> list(Caller caller, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        var own = new ArrayList<Vehicle>();
        String after = cursor == null ? "" : cursor;
        List<Vehicle> some;
        // Others' vehicles are passed over, so that a page is full and its cursor is one of one's own.
        do {
            some = table.after(after, size + 1);
            some.stream()
                    .filter(each -> workplaces.covers(caller, each.node(), WHO))
                    .forEach(own::add);
            after = some.isEmpty() ? after : some.getLast().code();
        } while (own.size() <= size && some.size() > size);
        return Page.of(own.subList(0, Math.min(own.size(), size + 1)), size, Vehicle::code);
    }

    @Override
    public Vehicle one(Caller caller, String code) {
        Vehicle vehicle = known(code).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, vehicle.node(), ACT, WHO);
        return vehicle;
    }

    @Override
    public Vehicle set(Caller caller, Vehicle wanted) {
        Node home = workplaces.own(caller, wanted.node(), ACT, WHO);
        Optional<Vehicle> before = known(wanted.code());
        if (before.isPresent()) {
            workplaces.own(caller, before.get().node(), ACT, WHO);
        }
        return transactions.run(() -> {
            write(wanted, home, caller.accountId());
            return known(wanted.code()).orElseThrow();
        });
    }

    /** Joins the transaction. */
    Change write(Vehicle wanted, Node home, String by) {
        Optional<Vehicle> before =
                Optional.ofNullable(table.lock(List.of(wanted.code())).get(wanted.code()));
        if (before.isPresent() && same(before.get(), wanted)) {
            return Change.SAME;
        }
        int seen = before.map(Vehicle::version).orElse(0);
        if (seen != wanted.version()) {
            throw changed(seen);
        }
        boolean done = before.isPresent()
                ? table.replace(wanted, by, clock.instant())
                : table.insert(wanted, home.countyCode(), by, clock.instant());
        if (!done) {
            if (before.isEmpty() && known(wanted.code()).isPresent()) {
                throw changed(known(wanted.code()).get().version());
            }
            throw ProblemException.of(409, "plate-taken", "车牌已登记在另一辆车 · Another vehicle has this plate", null);
        }
        trail.record(by, ACT, wanted.code(), before.map(VehicleRegister::said).orElse(null), said(wanted));
        return before.isPresent() ? Change.OTHER : Change.NEW;
    }

    private static ProblemException changed(int version) {
        return ProblemException.of(409, "vehicle-changed", "车辆刚被改动 · It was changed meanwhile", null)
                .fact("version", version);
    }

    Optional<Vehicle> known(String code) {
        return Optional.ofNullable(table.find(List.of(code)).get(code));
    }

    static boolean same(Vehicle one, Vehicle other) {
        return as(one, 0).equals(as(other, 0));
    }

    static Vehicle as(Vehicle vehicle, int version) {
        return new Vehicle(
                vehicle.code(),
                vehicle.node(),
                vehicle.plate(),
                vehicle.kind(),
                vehicle.weightGrams(),
                vehicle.volumeCm3(),
                vehicle.pieces(),
                vehicle.compartments(),
                vehicle.suspended(),
                vehicle.note(),
                version);
    }

    private static String said(Vehicle vehicle) {
        return vehicle.node() + " " + vehicle.kind() + " " + vehicle.weightGrams() + " g, " + vehicle.volumeCm3()
                + " cm3"
                + (vehicle.pieces() == null ? "" : ", " + vehicle.pieces() + " pieces")
                + (vehicle.suspended() ? ", suspended" : "");
    }
}
