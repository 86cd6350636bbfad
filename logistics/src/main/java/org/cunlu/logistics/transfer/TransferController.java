package org.cunlu.logistics.transfer;

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
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.StockTransfers.Transfer;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.transfer.NeverCame.Loss;
import org.cunlu.logistics.transfer.Transferring.Receipt;
import org.cunlu.logistics.transfer.Transferring.Shipment;

/** Transfers of one's own node, out and in; and what never came, decided by whoever is over both. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class TransferController {
    private final Transferring transferring;
    private final Receiving receiving;
    private final NeverCame neverCame;
    private final TransferTable table;
    private final GoodsUnits goods;
    private final Workplaces workplaces;

    TransferController(
            Transferring transferring,
            Receiving receiving,
            NeverCame neverCame,
            TransferTable table,
            GoodsUnits goods,
            Workplaces workplaces) {
        this.transferring = transferring;
        this.receiving = receiving;
        this.neverCame = neverCame;
        this.table = table;
        this.goods = goods;
        this.workplaces = workplaces;
    }

    /** Which way a transfer goes, seen from the node. */
    enum Direction {
        IN,
        OUT
    }

    /** Newest first. */
    @Get("/api/station/transfers")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    Page<Transfer> transfers(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @QueryValue Direction direction,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        var here = workplaces.own(caller, node, "logistics.transfer-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        var heads = table.at(direction == Direction.IN ? "to_node" : "from_node", here, cursor, size + 1);
        var lines =
                table.lines(heads.stream().map(TransferTable.Head::transferId).toList());
        var units = goods.of(heads.stream().map(TransferTable.Head::transferId).toList());
        return Page.of(
                heads.stream()
                        .map(head -> head.with(
                                lines.get(head.transferId()), units.getOrDefault(head.transferId(), List.of())))
                        .toList(),
                size,
                Transfer::transferId);
    }

    @Post("/api/station/transfers")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Status(HttpStatus.CREATED)
    Transfer ship(Caller caller, @Body @Valid Shipment shipment, @Nullable @Header("Idempotency-Key") String key) {
        return transferring.ship(caller, shipment, key);
    }

    /** Receives all or a part; what is left stays in transit. */
    @Post("/api/station/transfers/{transferId}/receipts")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    Transfer receive(
            Caller caller,
            @PathVariable @Size(max = 13) String transferId,
            @Body @Valid Receipt receipt,
            @Nullable @Header("Idempotency-Key") String key) {
        return receiving.receive(caller, transferId, receipt, key);
    }

    /** Writes off what is still in transit; never by the one who shipped it. */
    @Post("/api/dispatch/transfers/{transferId}/loss")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    Transfer lose(
            Caller caller,
            @PathVariable @Size(max = 13) String transferId,
            @Body @Valid Loss loss,
            @Nullable @Header("Idempotency-Key") String key) {
        return neverCame.lose(caller, transferId, loss, key);
    }
}
