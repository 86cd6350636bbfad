package org.cunlu.logistics.sorting;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Outgoing;
import org.cunlu.logistics.Outgoing.Parcel;
import org.cunlu.logistics.Sorting;
import org.cunlu.logistics.Workplaces;

/** Sorting to bags by next node, and loading by list, at one's own node. */
@Controller("/api/station")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class SortingController {
    private final Sorting sorting;
    private final Outgoing outgoing;
    private final Workplaces workplaces;

    SortingController(Sorting sorting, Outgoing outgoing, Workplaces workplaces) {
        this.sorting = sorting;
        this.outgoing = outgoing;
        this.workplaces = workplaces;
    }

    /** A bag to be loaded. @param parcels in it and in the bags within it */
    @Serdeable
    record BagToLoad(String sscc, int parcels, long weightGrams) {}

    /** @param loose barcodes @param unpacked barcodes of what is not packed yet */
    @Serdeable
    record LoadList(
            String lineCode,
            LocalDate serviceDate,
            int parcels,
            long weightGrams,
            List<BagToLoad> bags,
            List<String> loose,
            List<String> unpacked) {}

    /** Tells into which bag a parcel goes. */
    @Get("/sorting/{barcode}")
    Sorting.Sorted sort(
            Caller caller, @PathVariable @Size(max = 20) String barcode, @QueryValue @Size(max = 32) String node) {
        return sorting.sort(caller, node, barcode);
    }

    /** What is to be loaded on a departure here and is not yet. */
    @Get("/load-list")
    LoadList loadList(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @QueryValue @Size(max = 32) String line,
            @QueryValue LocalDate date) {
        workplaces.own(caller, node, "logistics.load-list", Workplaces.HANDS);
        var leaving = outgoing.leaving(node, line, date);
        Map<String, List<Parcel>> inBags = leaving.stream()
                .filter(parcel -> parcel.bag() != null)
                .collect(Collectors.groupingBy(Parcel::bag, TreeMap::new, Collectors.toList()));
        return new LoadList(
                line,
                date,
                leaving.size(),
                grams(leaving),
                inBags.entrySet().stream()
                        .map(bag -> new BagToLoad(bag.getKey(), bag.getValue().size(), grams(bag.getValue())))
                        .toList(),
                leaving.stream()
                        .filter(parcel -> parcel.packed() && parcel.bag() == null)
                        .map(Parcel::barcode)
                        .toList(),
                leaving.stream()
                        .filter(parcel -> !parcel.packed())
                        .map(Parcel::barcode)
                        .toList());
    }

    private static long grams(List<Parcel> parcels) {
        return parcels.stream().mapToLong(Parcel::weightGrams).sum();
    }
}
