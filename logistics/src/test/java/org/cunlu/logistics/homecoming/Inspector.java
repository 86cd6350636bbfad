package org.cunlu.logistics.homecoming;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Homecomings.Finding;
import org.cunlu.logistics.Homecomings.Found;
import org.cunlu.logistics.Homecomings.Inspection;

/** Opens parcels that came home. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class Inspector {
    private final Inspecting inspecting;
    private final Ids ids;

    Inspector(Inspecting inspecting, Ids ids) {
        this.inspecting = inspecting;
        this.ids = ids;
    }

    /** @param parts {@code SKU/LOT/FINDING/PIECES}, lot perhaps empty */
    public void inspect(Caller caller, String node, String barcode, String... parts) {
        inspect(caller, node, barcode, "key-" + ids.next(), parts);
    }

    public void inspect(Caller caller, String node, String barcode, String key, String... parts) {
        var found = List.of(parts).stream()
                .map(part -> part.split("/"))
                .map(part -> new Found(
                        part[0],
                        part[1].isEmpty() ? null : part[1],
                        null,
                        Finding.valueOf(part[2]),
                        Long.parseLong(part[3])))
                .toList();
        inspecting.inspect(caller, barcode, new Inspection(node, found, null), key);
    }

    /** @return {@code SKU/LOT/PIECES} of what waits */
    public List<String> waiting(Caller caller, String node, String barcode) {
        return inspecting.waiting(caller, node, null, 100).items().stream()
                .filter(waiting -> waiting.barcode().equals(barcode))
                .flatMap(waiting -> waiting.parts().stream())
                .map(part ->
                        part.skuCode() + "/" + (part.lotCode() == null ? "" : part.lotCode()) + "/" + part.pieces())
                .toList();
    }
}
