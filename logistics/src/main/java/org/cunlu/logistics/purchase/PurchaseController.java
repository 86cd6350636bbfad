package org.cunlu.logistics.purchase;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.purchase.Buying.Confirmation;
import org.cunlu.logistics.purchase.Buying.Order;
import org.cunlu.logistics.purchase.GoodsIn.Receipt;
import org.cunlu.logistics.purchase.PurchaseTable.Purchase;

/** Purchase orders: the county orders and closes, the supplier confirms his own, the warehouse receives at its own node. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "purchase")
class PurchaseController {
    private final Buying buying;
    private final GoodsIn goodsIn;
    private final Refilling refilling;
    private final PurchaseTable table;
    private final Workplaces workplaces;

    PurchaseController(
            Buying buying, GoodsIn goodsIn, Refilling refilling, PurchaseTable table, Workplaces workplaces) {
        this.buying = buying;
        this.goodsIn = goodsIn;
        this.refilling = refilling;
        this.table = table;
        this.workplaces = workplaces;
    }

    @Post("/api/county/purchases")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.CREATED)
    Purchase order(Caller caller, @Body @Valid Order order, @Nullable @Header("Idempotency-Key") String key) {
        return buying.order(caller, order, key);
    }

    /** Newest first. */
    @Get("/api/county/purchases")
    @Secured("COUNTY_OPERATOR")
    Page<Purchase> ordered(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.purchase-look", Buying.BUYERS);
        return page("node_code", List.of(node), cursor, limit);
    }

    /** Orders what a reserve is to have again; somebody else than who took it. */
    @Post("/api/county/purchases/{purchaseId}/approval")
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor("logistics.purchase-approve")
    Purchase approve(
            Caller caller,
            @PathVariable @Size(max = 13) String purchaseId,
            @Body @Valid Refilling.Approval approval,
            @Nullable @Header("Idempotency-Key") String key) {
        return refilling.approve(caller, purchaseId, approval, key);
    }

    /** What has not come is not awaited any more. */
    @Post("/api/county/purchases/{purchaseId}/closure")
    @Secured("COUNTY_OPERATOR")
    Purchase close(
            Caller caller,
            @PathVariable @Size(max = 13) String purchaseId,
            @Nullable @Header("Idempotency-Key") String key) {
        return buying.close(caller, purchaseId, key);
    }

    /** The supplier's own, newest first. */
    @Get("/api/supplier/purchases")
    @Secured("SUPPLIER")
    Page<Purchase> own(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        return page("supplier_code", caller.scopes(Role.SUPPLIER, Scope.Kind.SHOP), cursor, limit);
    }

    @Post("/api/supplier/purchases/{purchaseId}/confirmation")
    @Secured("SUPPLIER")
    Purchase confirm(
            Caller caller,
            @PathVariable @Size(max = 13) String purchaseId,
            @Body @Valid Confirmation confirmation,
            @Nullable @Header("Idempotency-Key") String key) {
        return buying.confirm(caller, purchaseId, confirmation, key);
    }

    /** Of one's own node, newest first. */
    @Get("/api/station/purchases")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    Page<Purchase> coming(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.purchase-look", Workplaces.HANDS);
        return page("node_code", List.of(node), cursor, limit);
    }

    /** Receives all or a part, lot by lot; the answer tells each line's shortage, excess and damage. */
    @Post("/api/station/purchases/{purchaseId}/receipts")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    Purchase receive(
            Caller caller,
            @PathVariable @Size(max = 13) String purchaseId,
            @Body @Valid Receipt receipt,
            @Nullable @Header("Idempotency-Key") String key) {
        return goodsIn.receive(caller, purchaseId, receipt, key);
    }

    private Page<Purchase> page(
            String column, Collection<String> values, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(table.of(column, values, cursor, size + 1), size, Purchase::purchaseId);
    }
}
