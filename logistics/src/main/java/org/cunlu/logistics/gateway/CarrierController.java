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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** A county's carriers, and what their words mean, for who runs all of it. */
@Controller("/api/county/carriers")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CarrierController {
    private static final int WORDS_MAX = 500;
    private static final String TEXT = "[^\\p{Cc}<>]+";

    private final Carriers keeping;
    private final CarrierTable table;
    private final ConsignmentTable consignments;
    private final Network network;

    CarrierController(Carriers keeping, CarrierTable table, ConsignmentTable consignments, Network network) {
        this.keeping = keeping;
        this.table = table;
        this.consignments = consignments;
        this.network = network;
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
            Map<@NotBlank @Size(max = 40) @Pattern(regexp = TEXT) String, @NotNull Meaning> words,

            @Min(0) int version) {}

    /** A word that a carrier used and nobody explained. */
    @Serdeable
    record Unmapped(String carrier, String word, long times, Instant lastAt) {}

    /** @param unmapped the most frequent first, for each carrier */
    @Serdeable
    record All(List<Carrier> carriers, List<Unmapped> unmapped) {}

    @Get
    All carriers(Caller caller) {
        String county = county(caller);
        return new All(
                table.of(county),
                consignments.unknown(county).stream()
                        .map(each -> new Unmapped(each.carrier(), each.word(), each.times(), each.lastAt()))
                        .toList());
    }

    /** Sets a carrier up. @param code 1 to 16 of A-Z 0-9 _ */
    @Put("/{code}")
    Carrier put(Caller caller, @Pattern(regexp = "[A-Z0-9_]{1,16}") String code, @Body @Valid Wish wish) {
        var columns = wish.columns();
        return keeping.put(
                caller,
                county(caller),
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

    private String county(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream()
                .map(network::node)
                .flatMap(Optional::stream)
                .filter(node -> node.tier() == Node.Tier.HUB)
                .map(Node::countyCode)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
