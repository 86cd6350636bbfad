package org.cunlu.logistics.vehicle;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Vehicles.Vehicle;

/** What a dispatcher does with the register, for tests of other rooms. */
@Singleton
@Requires(property = "logistics.real-network", value = "true")
public class VehicleKeeper {
    private final VehicleRegister register;

    VehicleKeeper(VehicleRegister register) {
        this.register = register;
    }

    public Vehicle suspends(Caller caller, Vehicle seen, boolean suspended) {
        return register.set(
                caller,
                new Vehicle(
                        seen.code(),
                        seen.node(),
                        seen.plate(),
                        seen.kind(),
                        seen.weightGrams(),
                        seen.volumeCm3(),
                        seen.pieces(),
                        seen.compartments(),
                        suspended,
                        seen.note(),
                        seen.version()));
    }

    public List<Vehicle> list(Caller caller) {
        return register.list(caller, null, null).items();
    }
}
