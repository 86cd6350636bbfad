package org.cunlu.logistics.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.WaybillRule;
import org.cunlu.logistics.gateway.CarrierController.Columns;
import org.cunlu.logistics.gateway.CarrierController.Wish;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A carrier's file as it lies on the keeper's computer, sent as its bytes. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarrierBytesTest implements TestPropertyProvider {
    private static final String PASSWORD = "kx93-mrt 忠橙";

    @Inject
    Accounts accounts;

    @Inject
    CarrierController carriers;

    @Inject
    @Client("/")
    HttpClient http;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @Test
    void aTableInGbkIsReadRowByRow() {
        carriers.put(
                new Caller(
                        "OPERATOR00001", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)))),
                "GBKSENDER",
                new Wish(
                        "国标快递",
                        WaybillRule.PLAIN,
                        10,
                        14,
                        true,
                        new Columns("运单号", "状态", "时间", "地点", "yyyy/MM/dd HH:mm"),
                        Map.of("已揽收", CarrierWord.COLLECTED),
                        0));
        String table = "运单号,状态,时间,地点\n7000000000001,已揽收,2026/11/20 09:00,重庆\n7000000000002,已揽收,昨天,重庆\n";
        var request = HttpRequest.POST(
                        "/api/station/gateway/tracking-file/bytes?node=" + GATEWAY
                                + "&carrier=GBKSENDER&key=bytes-0001",
                        table.getBytes(Charset.forName("GBK")))
                .contentType("text/csv")
                .bearerAuth(keeper());
        String answer = http.toBlocking().retrieve(request, String.class);
        assertThat(answer).contains("waybill-unknown", "time-invalid").doesNotContain("column-missing");
    }

    private String keeper() {
        String account = accounts.register("13800007711", PASSWORD, "张三丰");
        accounts.grant(account, new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, GATEWAY)), "tester");
        var request = HttpRequest.POST("/api/auth/sign-in", Map.of("phone", "13800007711", "password", PASSWORD));
        return (String) http.toBlocking()
                .retrieve(request, Argument.mapOf(String.class, Object.class))
                .get("accessToken");
    }
}
