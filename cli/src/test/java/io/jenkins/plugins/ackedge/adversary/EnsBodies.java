package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Bodies.quoted;

/** What ENS says, in the shapes of the vendor's SDK. */
final class EnsBodies {
    private EnsBodies() {}

    /** An order of which all machines are named. */
    static Answer ordered() {
        return orderedAs("[{{ids}}]");
    }

    /** @param instanceIds JSON */
    static Answer orderedAs(String instanceIds) {
        return json(
                200,
                "{\"RequestId\":\"" + Bodies.REQUEST_ID + "\",\"OrderId\":\"213177957850399\",\"InstanceIds\":"
                        + instanceIds + "}");
    }

    static Answer done() {
        return json(200, "{\"RequestId\":\"" + Bodies.REQUEST_ID + "\"}");
    }

    static Answer price(String tradePrice) {
        return priceIs(
                "{\"Currency\":\"CNY\",\"OriginalPrice\":900,\"DiscountPrice\":0,\"TradePrice\":" + tradePrice + "}");
    }

    /** @param price JSON */
    static Answer priceIs(String price) {
        return json(200, "{\"RequestId\":\"" + Bodies.REQUEST_ID + "\",\"PriceInfo\":{\"Price\":" + price + "}}");
    }

    /** @param count JSON */
    static Answer stock(String count) {
        return json(200, "{\"RequestId\":\"" + Bodies.REQUEST_ID + "\",\"AvaliableCount\":" + count + "}");
    }

    static Answer script(String script) {
        return json(200, quoted(script));
    }

    /** @param rows JSON, or whatever stands in its place */
    static Answer instances(String total, String rows) {
        return json(
                200,
                "{\"Code\":0,\"TotalCount\":" + total + ",\"PageNumber\":1,\"Instances\":{\"Instance\":" + rows + "}}");
    }

    /** @param rows JSON, or whatever stands in its place */
    static Answer nodes(String total, String rows) {
        return json(
                200,
                "{\"nodes\":" + rows + ",\"page\":{\"page_number\":1,\"page_size\":100,\"total_count\":" + total
                        + "}}");
    }
}
