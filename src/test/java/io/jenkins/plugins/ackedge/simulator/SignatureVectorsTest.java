package io.jenkins.plugins.ackedge.simulator;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The verifier against the vectors of the fact sheet, section 2c: made with the vendor's signer and without. */
class SignatureVectorsTest {
    private static final String CID = "c1234567890abcdef1234567890abcdef1";
    private static final String J = "{\"count\":2,\"ens_region_id\":\"cn-beijing-cmcc-2\",\"is_edge_worker\":true}";
    private static final String SCALE_OUT = "/api/v2/clusters/" + CID;
    private static final String TASK = "/tasks/T-5a54309c80282e39ea00002f";
    private static final String UTF8_JSON = "application/json; charset=utf-8";

    private static List<SignatureVector> vectors() {
        List<SignatureVector> all = new ArrayList<>();
        all.add(new SignatureVector("A", "POST", SCALE_OUT, "ScaleOutCluster")
                .body(UTF8_JSON, J)
                .gives(
                        "056f0ff9899558992ddf14311b9da88711bf71c7b7e509517cec82516e83bd85",
                        "4d8875b4ed6ca899c61931337839d1f8877df0acb37787df8d48aa5be6927e5a"));
        all.add(new SignatureVector("A2", "POST", SCALE_OUT, "ScaleOutCluster")
                .body("application/json", J)
                .gives(
                        "39a99160abd6352fc1b14f3d5153833b24d5a38b9848f2a58faff956a9d64d3a",
                        "f083b3ba52374c0cad77252d14c7836049b515cc1569c07aef5246639e6149c6"));
        all.add(new SignatureVector("B", "GET", TASK, "DescribeTaskInfo")
                .gives(
                        "bee547b1e209916fad0db5708856806ae6365dd699347e5c6b2a2791c8f8dc90",
                        "1fd15096addd444fd9ab83850674561a1e509b07ed4fe5b095a5d30e543dac4d"));
        all.add(new SignatureVector("C", "POST", SCALE_OUT, "ScaleOutCluster")
                .body(UTF8_JSON, J)
                .with("x-acs-accesskey-id", "testid")
                .with("x-acs-security-token", "tok/en+1==")
                .gives(
                        "f7f6abcdf0fbff954997728443f382c183b2bba9cffcec7b6d9441d76af8e09b",
                        "1ee516c8a24124a3e45778b95dd041f8c262647b264601f17a1396c715b8abf0"));
        all.add(new SignatureVector(
                        "D",
                        "GET",
                        "/clusters/" + CID + "/nodes?state=all&pageSize=50&pageNumber=1&instanceIds=i-1%2Ci-2%20%2A~",
                        "DescribeClusterNodes")
                .gives(
                        "a18718ee643dfc6929c3c1b1b145fa67fc9a763a121a5e3a273fc4bbbac9c304",
                        "083ee6616bf67fe762a4a0c25cb5a4011b15b86c3b3c21863b6d30678a1a5d2e"));
        all.add(new SignatureVector("E", "POST", TASK + "/cancel", "CancelTask")
                .gives(
                        "5702df4d54cdce9928c258139225b0c83fd2492a8a413cb47fb028e13512127f",
                        "83294da56744bfde2b756ecfafeda14be8024558ec6bdb5e2e37ebcc54c9bb68"));
        all.add(new SignatureVector("F", "POST", "/api/v2/clusters/c1", "ScaleOutCluster")
                .with("Host", "127.0.0.1:8080")
                .body("application/json", "{\"count\":1}")
                .gives(
                        "f4dd55434c5fb8a3fbfc00288e4f930e6d007a9320c70763c90c78c39545b487",
                        "24c28287c2929b9c2b834bf1c7fe0c43c07e6273caf649df5e305f2120b11ca2"));
        all.add(new SignatureVector(
                        "the vendor's page",
                        "POST",
                        "/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
                        "RunInstances")
                .key("YourAccessKeyId", "YourAccessKeySecret")
                .with("Host", "ecs.cn-shanghai.aliyuncs.com")
                .with("x-acs-version", "2014-05-26")
                .with("x-acs-date", "2023-10-26T10:22:32Z")
                .gives(
                        "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
                        "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"));
        return all;
    }

    @TestFactory
    List<DynamicTest> theVectorsAreTakenAsTheyAreAndNoOtherWay() {
        return SignatureVector.tests(vectors());
    }
}
