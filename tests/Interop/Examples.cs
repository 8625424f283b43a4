using System.Text;
using System.Text.Json;

namespace FluenceVm.Interop.Tests;

/// <summary>Every documented request of both specifications, as one case each.</summary>
internal static class Examples
{
    private const string SshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZha2UgZmFrZSBmYWtlIGZha2UgZmFrZSBmYWtlIGZh me@example";
    private const string Unknown = "0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99";

    public static IReadOnlyList<Example> All { get; } = [.. Vms(), .. Marketplace(), .. SshKeys(), .. Contract()];

    private static IEnumerable<Example> Vms() =>
    [
        new("The list in the v2 shape", "GET", "/vms/v2", null, 200, json => Assert.Equal("ACTIVE", Text(json[0], "status"))),
        new("The list in the v3 shape", "GET", "/vms/v3", null, 200, json => Assert.Equal("0.59632", Text(json[0], "pricePerEpoch"))),
        new("The list with the older header", "GET", "/vms/v3", null, 200, json => Assert.Equal(8, json.GetArrayLength()))
        {
            KeyHeader = "Authorization: Bearer {key}",
        },
        new(
            "The list without a key",
            "GET",
            "/vms/v3",
            null,
            403,
            json => Assert.Equal("Auth failed. No such API Key", Text(json, "error"))) { WithKey = false },
        new("The status of two VMs", "GET", "/vms/v3/status?ids={web-1},{db-1}", null, 200, json => Assert.Equal(2, json.GetArrayLength())),
        new(
            "An order",
            "POST",
            "/vms/v3",
            $$"""
            {"constraints":{"basicConfiguration":"cpu-4-ram-8gb-storage-25gb","additionalResources":null,"hardware":null,
             "datacenter":null,"maxTotalPricePerEpochUsd":"1.5"},
             "instances":2,
             "vmConfiguration":{"name":"web-server","openPorts":[{"port":80,"protocol":"tcp"},{"port":443,"protocol":"tcp"}],
             "hostname":"my-vm",
               "osImage":"https://cloud-images.ubuntu.com/focal/current/focal-server-cloudimg-amd64.img","sshKeys":["{{SshKey}}"]} }
            """,
            200,
            json => Assert.Equal(["web-server", "web-server"], json.EnumerateArray().Select(vm => Text(vm, "vmName")))),
        new(
            "An order that nothing is suitable for",
            "POST",
            "/vms/v3",
            Order("""{"datacenter":{"countries":["ZZ"]}}"""),
            422,
            json => Assert.Equal("No suitable offer found", Text(json, "error"))),
        new(
            "An order of more than there is",
            "POST",
            "/vms/v3",
            Order("{}", 100_000),
            422,
            json => Assert.Equal("Not enough offers found", Text(json, "error"))),
        new(
            "A new name and other ports",
            "PATCH",
            "/vms/v3",
            """{"updates":[{"id":"{web-1}","vmName":"www-1","openPorts":[{"port":22,"protocol":"tcp"},{"port":443,"protocol":"tcp"}]}]}""",
            204,
            null),
        new("A deletion in the first form", "DELETE", "/vms/v3", """{"vmId":"{web-1}"}""", 200, null),
        new(
            "A deletion in the later form",
            "DELETE",
            "/vms/v3",
            """{"vmIds":["{web-1}","{legacy-1}"]}""",
            200,
            json => Assert.Equal(2, json.GetProperty("removed_ids").GetArrayLength())),
        new(
            "A deletion of what isn't there",
            "DELETE",
            "/vms/v3",
            $$"""{"vmId":"{{Unknown}}"}""",
            404,
            json => Assert.Equal($"VM not found: {Unknown}", Text(json, "error"))),
    ];

    private static IEnumerable<Example> Marketplace() =>
    [
        new("The images", "GET", "/vms/v3/default_images", null, 200, json => Assert.Equal("ubuntu-22-04-x64", Text(json[0], "slug"))),
        new(
            "An estimate",
            "POST",
            "/vms/v3/estimate",
            """{"constraints":{"basicConfiguration":"cpu-2-ram-4gb-storage-25gb"},"instances":10}""",
            200,
            json => Assert.Equal("5.798", Text(json, "depositAmountUsdc"))),
        new("All offers", "POST", "/marketplace/offers", "{}", 200, json => Assert.Equal(29, json.GetArrayLength())),
        new(
            "Offers with every filter",
            "POST",
            "/marketplace/offers",
            """
            {"basicConfiguration":"cpu-8-ram-16gb-storage-25gb","additionalResources":{"storage":[{"supply":4,"units":"GiB",
             "type":"NVMe"}]},
             "hardware":{"cpu":[{"manufacturer":"AMD","architecture":"Zen"}],"memory":[{"type":"DDR","generation":"5"}],
             "storage":[{"type":"NVMe"}]},
             "datacenter":{"countries":["DE"]},"maxTotalPricePerEpochUsd":"12.57426"}
            """,
            200,
            json => Assert.Equal("FRA", Text(Assert.Single(json.EnumerateArray()).GetProperty("datacenter"), "cityCode"))),
        new(
            "The basic configurations",
            "GET",
            "/marketplace/basic_configurations",
            null,
            200,
            json => Assert.Equal("cpu-2-ram-4gb-storage-25gb", json[0].GetString())),
        new(
            "The countries",
            "GET",
            "/marketplace/countries",
            null,
            200,
            json => Assert.Contains("PL", json.EnumerateArray().Select(country => country.GetString()))),
        new(
            "The hardware",
            "GET",
            "/marketplace/hardware",
            null,
            200,
            json => Assert.Equal(["cpu", "memory", "storage"], json.EnumerateObject().Select(kind => kind.Name))),
        new("The datacenters", "GET", "/v1/marketplace/datacenters", null, 200, json => Assert.Equal(6, json.GetArrayLength())),
    ];

    private static IEnumerable<Example> SshKeys() =>
    [
        new(
            "The SSH keys",
            "GET",
            "/ssh_keys",
            null,
            200,
            json => Assert.Equal("laptop", Text(Assert.Single(json.EnumerateArray()), "name"))),
        new(
            "A new SSH key",
            "POST",
            "/ssh_keys",
            $$"""{"name":"work","publicKey":"{{SshKey}}"}""",
            201,
            json => Assert.Equal("ssh-ed25519", Text(json, "algorithm"))),
        new("The removal of an SSH key", "DELETE", "/ssh_keys", """{"fingerprint":"{laptop}"}""", 200, null),
    ];

    private static IEnumerable<Example> Contract() =>
    [
        Query("""{"machine_type_list":{}}""", data => Assert.NotEqual(0, data.GetArrayLength())),
        Query("""{"machine_type":{"id":"basic-2"}}""", data => Assert.Equal("3750000000000000000", Text(data, "acudos_per_hour"))),
        Query("""{"image_list":{}}""", data => Assert.NotEqual(0, data.GetArrayLength())),
        Query("""{"image":{"id":"debian-12"}}""", data => Assert.Equal("Debian", Text(data, "distro"))),
        Query("""{"machine_list":{}}""", data => Assert.Equal(4, data.GetArrayLength())),
        Query("""{"machine_list":{"owner":"{owner}"}}""", data => Assert.Equal(3, data.GetArrayLength())),
        Query("""{"machine":{"id":"web-1"}}""", data => Assert.Equal("Running", Text(data, "state"))),
        new(
            "A query of a machine that isn't there",
            "GET",
            Smart("""{"machine":{"id":"nobody"}}"""),
            null,
            400,
            json => Assert.NotEmpty(Text(json, "message")!)) { WithKey = false },
    ];

    private static Example Query(string query, Action<JsonElement> check) =>
        new($"The query {query}", "GET", Smart(query), null, 200, json => check(json.GetProperty("data"))) { WithKey = false };

    private static string Smart(string query) => $"/cosmwasm/wasm/v1/contract/{{contract}}/smart/{{base64:{query}}}";

    private static string Order(string constraints, int instances = 1) => $$"""
        {"constraints":{{constraints}},"instances":{{instances}},"vmConfiguration":{"name":"a","openPorts":[],
         "osImage":"https://example.org/a.img","sshKeys":["{{SshKey}}"]} }
        """;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    /// <summary>The query's bytes in the alphabet of addresses.</summary>
    public static string Base64(string query) => Convert.ToBase64String(Encoding.UTF8.GetBytes(query)).Replace('+', '-').Replace('/', '_');
}
