package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.price;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.priceIs;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.stock;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** What price and stock may look like: what cannot be understood is never taken for cheap or for enough. */
final class EnsPrices {
    private static final String PRICE = "DescribePrice";
    private static final String STOCK = "DescribePrePaidInstanceStock";

    private EnsPrices() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (String number : List.of(
                "-1",
                "1e400",
                "-1e400",
                "1e-400",
                "1e-2147483647",
                "\"NaN\"",
                "\"1e2\"",
                "true",
                "null",
                "[1]",
                "{\"Amount\":1}",
                "\"\"",
                "\"９\"",
                "NaN",
                "Infinity",
                "1_0",
                "0x1F",
                "\"-0\"",
                "\" 1\"",
                "\"1,00\"",
                "00000001",
                "\"1.\"",
                "1".repeat(1200),
                "1." + "0".repeat(1200) + "1")) {
            String shown = number.length() < 30 ? number : number.substring(0, 5) + "... of " + number.length();
            Scenario scenario = notCheap("the price " + shown, PRICE, price(number));
            all.add(scenario);
        }
        all.add(notCheap("a price above the limit by little", PRICE, price("500.01")));
        all.add(notCheap("a price above the limit as text", PRICE, price("\"1200\"")));
        all.add(notCheap(
                "a price that stands twice",
                PRICE,
                priceIs("{\"Currency\":\"CNY\",\"TradePrice\":900,\"TradePrice\":1}")));
        all.add(notCheap("a price without a currency", PRICE, priceIs("{\"TradePrice\":1}")));
        all.add(notCheap("a price in words for a currency", PRICE, priceIs("{\"Currency\":\"fen\",\"TradePrice\":1}")));
        all.add(notCheap("a price of null", PRICE, priceIs("null")));
        all.add(notCheap("a price in a list", PRICE, priceIs("[{\"Currency\":\"CNY\",\"TradePrice\":1}]")));
        all.add(notCheap(
                "only a price before the discount", PRICE, priceIs("{\"Currency\":\"CNY\",\"DiscountPrice\":1}")));
        all.add(
                notCheap(
                        "a price beside an error's code",
                        PRICE,
                        json(
                                200,
                                "{\"Code\":\"PriceUnknown\",\"PriceInfo\":{\"Price\":{\"Currency\":\"CNY\",\"TradePrice\":1}}}")));
        all.add(notCheap("no price at all", PRICE, EnsBodies.done()));
        all.add(notCheap("HTML in the place of a price", PRICE, Answer.html(200, "1 CNY")));
        all.add(notCheap("a price that is forbidden", PRICE, refusal(403, "Forbidden.RAM")));
        all.add(notCheap("a price that fails", PRICE, refusal(500, "InternalError")));
        for (String count :
                List.of("0", "\"0\"", "-1", "null", "1.5", "1e3", "\"many\"", "[9]", "99999999999999999999")) {
            Scenario scenario = notCheap("the stock " + count, STOCK, stock(count));
            all.add(scenario);
        }
        all.addAll(goesOn());
        return all;
    }

    private static List<Scenario> goesOn() {
        return List.of(
                quick("a price at the limit is paid", world -> {
                    world.ens().on(PRICE, price("500.000"));
                    world.run(limited(world)).exits(0).says("500 CNY");
                    world.assertOrders(1);
                }),
                forbidden("price", PRICE, "The price is not known"),
                forbidden("stock", STOCK, "The stock is not known"),
                quick("the price rises while a throttled order waits: not sent again", world -> {
                    world.ack.onOrder(OrderStep.notCarriedOut(Bodies.throttled()));
                    world.ens().on(PRICE, price("499"), price("501"));
                    world.run(limited(world))
                            .exits(3)
                            .says("nothing was ordered")
                            .says("501");
                    world.assertOrders(1);
                }));
    }

    private static Command limited(World world) {
        return world.command().with("--max-price=500", "--timeout-mins=1");
    }

    private static Scenario notCheap(String what, String operation, Answer answer) {
        return quick(what + ": nothing is ordered with a limit for the price", world -> {
            world.ens().on(operation, answer);
            world.run(limited(world)).exits(3).says("nothing was ordered").neverSays("mistake in this program");
            world.assertOrders(0);
        });
    }

    private static Scenario forbidden(String what, String operation, String words) {
        return quick("the " + what + " is forbidden: said once, and the order goes on", world -> {
            world.ens().on(operation, refusal(403, "Forbidden.RAM"));
            Outcome end = world.run().exits(0).says("ens:" + operation);
            assertEquals(2, (end.out() + end.err()).split(words, -1).length, end::toString);
            world.assertOrders(1);
        });
    }
}
