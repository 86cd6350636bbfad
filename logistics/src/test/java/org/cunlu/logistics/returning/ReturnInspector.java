package org.cunlu.logistics.returning;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.GoodsBackInspected.Finding;
import org.cunlu.logistics.ReturnInspections.Found;
import org.cunlu.logistics.ReturnInspections.Inspection;

/** Opens what buyers sent back. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class ReturnInspector {
    private final ReturnInspecting inspecting;
    private final Ids ids;

    ReturnInspector(ReturnInspecting inspecting, Ids ids) {
        this.inspecting = inspecting;
        this.ids = ids;
    }

    /** @param parts {@code SKU/LOT/FINDING/PIECES}, lot perhaps empty */
    public void inspect(Caller caller, String node, String barcode, String... parts) {
        var found = List.of(parts).stream()
                .map(part -> part.split("/"))
                .map(part -> new Found(
                        part[0],
                        part[1].isEmpty() ? null : part[1],
                        null,
                        Finding.valueOf(part[2]),
                        Long.parseLong(part[3])))
                .toList();
        inspecting.inspect(caller, barcode, new Inspection(node, found), "key-" + ids.next());
    }

    /** @return {@code SKU/LOT/PIECES} that may be in it */
    public List<String> waiting(Caller caller, String node, String barcode) {
        return inspecting.waiting(caller, node, null, 100).items().stream()
                .filter(waiting -> waiting.barcode().equals(barcode))
                .flatMap(waiting -> waiting.wentOut().stream())
                .map(part ->
                        part.skuCode() + "/" + (part.lotCode() == null ? "" : part.lotCode()) + "/" + part.pieces())
                .toList();
    }
}
