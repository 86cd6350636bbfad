package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierDesk;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.WaybillRule;

/** A county's carriers, and what their words mean, for who runs all of it. */
@Controller("/api/county/carriers")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CarrierController {
    private static final int WORDS_MAX = CarrierDesk.WORDS_MAX;
    private static final String TEXT = CarrierDesk.TEXT;

    private final CarrierDesk desk;

    CarrierController(CarrierDesk desk) {
        this.desk = desk;
    }

    @Serdeable
    record Columns(
            @NotBlank @Size(max = 40) @Pattern(regexp = TEXT)
            String waybill,

            @NotBlank @Size(max = 40) @Pattern(regexp = TEXT)
            String status,

            @NotBlank @Size(max = 40) @Pattern(regexp = TEXT)
            String at,

            @Nullable @Size(min = 1, max = 40) @Pattern(regexp = TEXT)
            String place,

            @NotBlank @Size(max = 40) @Pattern(regexp = "[\\x20-\\x7e]+")
            String timeFormat) {}

    /** @param words what his words mean, all of them @param version the one that was seen; 0 for a new carrier */
    @Serdeable
    record Wish(
            @NotBlank @Size(max = 40) @Pattern(regexp = TEXT)
            String name,

            @NotNull WaybillRule rule,
            @Min(4) @Max(40) int waybillMin,
            @Min(4) @Max(40) int waybillMax,
            boolean digitsOnly,
            @NotNull @Valid Columns columns,

            @NotNull @Size(max = WORDS_MAX)
            Map<@NotBlank @Size(max = 40) @Pattern(regexp = TEXT) String, @NotNull CarrierWord> words,

            @Min(0) int version) {}

    @Get
    CarrierDesk.All carriers(Caller caller) {
        return desk.all(caller);
    }

    /** Sets a carrier up. @param code 1 to 16 of A-Z 0-9 _ */
    @Put("/{code}")
    Carrier put(Caller caller, @Pattern(regexp = CarrierDesk.CODE) String code, @Body @Valid Wish wish) {
        var columns = wish.columns();
        return desk.put(
                caller,
                new Carrier(
                        code,
                        wish.name().strip(),
                        wish.rule(),
                        wish.waybillMin(),
                        wish.waybillMax(),
                        wish.digitsOnly(),
                        new Carrier.Columns(
                                columns.waybill().strip(),
                                columns.status().strip(),
                                columns.at().strip(),
                                columns.place() == null ? null : columns.place().strip(),
                                columns.timeFormat()),
                        wish.words(),
                        wish.version()));
    }
}
