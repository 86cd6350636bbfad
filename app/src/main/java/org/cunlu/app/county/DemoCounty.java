package org.cunlu.app.county;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.DemoFactors;
import org.cunlu.catalog.BrandImport;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.ProductDetails;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.VehicleImport;

/** Loads the demo county once, with the same importers that a real county uses. Exists in demo mode only. */
@Singleton
@Requires(property = "cunlu.demo", value = "true")
public class DemoCounty {
    private static final String ACTOR = "demo";
    private static final int LOCK_SECONDS = 300;

    private final NetworkImport network;
    private final CatalogImport catalog;
    private final ProductTypes types;
    private final ProductDetails details;
    private final ObjectMapper json;
    private final BrandImport brands;
    private final InputImport inputs;
    private final StockImport stock;
    private final VehicleImport vehicles;
    private final Accounts accounts;
    private final DemoFactors factors;
    private final DataSource dataSource;

    DemoCounty(
            NetworkImport network,
            CatalogImport catalog,
            ProductTypes types,
            ProductDetails details,
            ObjectMapper json,
            BrandImport brands,
            InputImport inputs,
            StockImport stock,
            VehicleImport vehicles,
            Accounts accounts,
            DemoFactors factors,
            DataSource dataSource) {
        this.network = network;
        this.catalog = catalog;
        this.types = types;
        this.details = details;
        this.json = json;
        this.brands = brands;
        this.inputs = inputs;
        this.stock = stock;
        this.vehicles = vehicles;
        this.accounts = accounts;
        this.factors = factors;
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /**
     * Loads what is not there yet. Instances that start together take turns by a lock of the database; a start that was
     * broken off is made good by the next one, because each importer is safe to repeat and the people come last.
     * @return whether anything was loaded
     */
    public boolean loadOnce(Consumer<String> progress) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT GET_LOCK('cunlu-demo-county', " + LOCK_SECONDS + ")");
            try {
                return load(progress);
            } finally {
                statement.execute("SELECT RELEASE_LOCK('cunlu-demo-county')");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the demo county cannot be loaded", e);
        }
    }

    private boolean load(Consumer<String> progress) {
        var people = DemoPerson.all();
        if (accounts.byPhone(people.getLast().phone()).isPresent()) {
            return false;
        }
        progress.accept("县域网络 · network: " + told(network.network(file("network.csv"), false, ACTOR)));
        progress.accept("商品 · goods: " + told(catalog.load(file("catalog.csv"), false, ACTOR)));
        progress.accept("农资登记 · farm inputs: " + told(inputs.registrations(file("inputs.csv"), false, ACTOR)));
        for (ProductType type : types()) {
            types.keep(type, ACTOR);
        }
        progress.accept("商品资料 · details: " + told(details.load(file("details.csv"), false, ACTOR)));
        progress.accept("品牌 · brands: " + told(brands.brands(file("brands.csv"), false, ACTOR)));
        progress.accept("库存 · stock: " + told(stock.stock(file("stock.csv"), false, ACTOR)));
        progress.accept("车辆 · vehicles: " + told(vehicles.vehicles(file("vehicles.csv"), false, ACTOR)));
        // Before the people, whose last one tells that all is loaded.
        for (DemoCrew member : DemoCrew.all()) {
            String account = accounts.byPhone(member.phone())
                    .orElseGet(() -> accounts.register(member.phone(), DemoPerson.PASSWORD, member.name()));
            accounts.grant(account, member.grant(), ACTOR);
        }
        for (DemoPerson person : people) {
            String account = accounts.byPhone(person.phone())
                    .orElseGet(() -> accounts.register(person.phone(), DemoPerson.PASSWORD, person.name()));
            accounts.grant(account, person.grant(account), ACTOR);
            factors.enrol(account, DemoPerson.SECRET);
        }
        progress.accept("演示账户 · people: " + people.size());
        return true;
    }

    private static String told(ImportReport report) {
        // Not applied without a fault: a start that was broken off had loaded it already.
        if (!report.faults().isEmpty()) {
            throw new IllegalStateException("the demo county's own file is faulty: " + report.faults());
        }
        return String.valueOf(report.rows());
    }

    private ProductType[] types() {
        try (var in = DemoCounty.class.getResourceAsStream("/demo/types.json")) {
            return json.readValue(in, ProductType[].class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader file(String name) {
        var in = DemoCounty.class.getResourceAsStream("/demo/" + name);
        if (in == null) {
            throw new UncheckedIOException(new IOException("missing: demo/" + name));
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
