package org.cunlu.logistics.vehicle;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.VehicleDesk;
import org.cunlu.logistics.Vehicles.Kind;
import org.cunlu.logistics.Vehicles.Vehicle;

/** Vehicles that belong to nodes in the caller's part of the county. */
@Controller("/api/dispatch/vehicles")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class VehicleController {
    private final VehicleDesk register;

    VehicleController(VehicleDesk register) {
        this.register = register;
    }

    /** @param version that was seen; 0 for one that is new @param suspended whether it goes nowhere for now */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 32) String node,

            @NotNull @Pattern(regexp = "[^<>\\p{Cntrl}]{2,20}")
            String plate,

            @NotNull Kind kind,
            @Min(1) @Max(100_000_000L) long weightGrams,
            @Min(1) @Max(1_000_000_000L) long volumeCm3,
            @Nullable @Min(1) @Max(100_000) Integer pieces,
            @NotEmpty Set<@NotNull StorageClass> compartments,
            boolean suspended,
            @Nullable @Size(max = 200) String note,
            @Min(0) @Max(Integer.MAX_VALUE) int version) {}

    @Get
    Page<Vehicle> vehicles(
            Caller caller, @Nullable @QueryValue @Size(max = 32) String cursor, @Nullable @QueryValue Integer limit) {
        return register.list(caller, cursor, limit);
    }

    /** Adds one, or replaces all that is said of it. */
    @Put("/{code}")
    Vehicle set(Caller caller, @Pattern(regexp = "[A-Z0-9._-]{1,32}") String code, @Body @Valid Wanted wanted) {
        return register.set(
                caller,
                new Vehicle(
                        code,
                        wanted.node(),
                        wanted.plate().strip(),
                        wanted.kind(),
                        wanted.weightGrams(),
                        wanted.volumeCm3(),
                        wanted.pieces(),
                        wanted.compartments(),
                        wanted.suspended(),
                        wanted.note(),
                        wanted.version()));
    }
}
