using System.Globalization;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

public sealed class ListTests() : CloudTest(withFleet: true)
{
    private static readonly string[] Fleet = ["web-1", "web-2", "db-1", "cache-1", "dns-1", "batch-1", "legacy-1", "worker-1"];

    [Fact]
    public async Task Pages_count_from_0_and_hold_everything_once()
    {
        var seen = new List<string?>();
        for (var page = 0; page < 4; page++)
        {
            var got = await Ok(Client.Get($"v2/vms?page={page}&perPage=3"));
            Assert.Equal((8, 8, 3, page, 3), Pagination(got));
            seen.AddRange(Names(got));
        }

        Assert.Equal(Fleet, seen);
    }

    [Theory]
    [InlineData("", 20)]
    [InlineData("?perPage=0", 20)]
    [InlineData("?perPage=100", 100)]
    [InlineData("?perPage=5000", 100)]
    [InlineData("?page=9223372036854775807&perPage=100", 100)]
    public async Task The_answer_says_how_big_its_pages_are(string query, int size) =>
        Assert.Equal(size, Pagination(await Ok(Client.Get("v2/vms" + query))).PerPage);

    [Theory]
    [InlineData("name=web-1", "web-1")]
    [InlineData("name=WEB-%25", "web-1,web-2")]
    [InlineData("name=web", "")]
    [InlineData("name=%25-_", "web-1,web-2,db-1,cache-1,dns-1,batch-1,legacy-1,worker-1")]
    [InlineData("status=launching", "worker-1")]
    [InlineData("status[0]=launching&status[1]=failed", "legacy-1,worker-1")]
    [InlineData("excludeStatus[]=launched", "legacy-1,worker-1")]
    [InlineData("status=launched&excludeStatus=launched", "")]
    [InlineData("sort=name&order=desc&perPage=2", "worker-1,web-2")]
    [InlineData("sort=createdAt&order=desc&perPage=2", "worker-1,legacy-1")]
    [InlineData("sort=status&perPage=2", "legacy-1,web-1")]
    public async Task Filters_and_orders_are_the_services_own(string query, string names) =>
        Assert.Equal(names, string.Join(',', Names(await Ok(Client.Get("v2/vms?" + query)))));

    [Fact]
    public async Task Ids_clusters_and_addresses_find_their_vms()
    {
        var all = (await Ok(Client.Get("v2/vms")))["items"]!.AsArray();
        var (first, second) = (all[0]!, all[1]!);

        Assert.Equal(["web-1", "web-2"], Names(await Ok(Client.Get($"v2/vms?ids[0]={first["id"]}&ids[1]={second["id"]}&ids[2]={Unknown}"))));
        Assert.Equal(["web-2"], Names(await Ok(Client.Get($"v2/vms?ids={second["id"]}"))));
        Assert.Equal(["web-1", "legacy-1"], Names(await Ok(Client.Get($"v2/vms?clusterId={Cluster}"))));
        Assert.Equal(["web-1"], Names(await Ok(Client.Get($"v2/vms?publicIpId={first["publicIp"]}"))));
    }

    [Theory]
    [InlineData("v2/vms?page=-1")]
    [InlineData("v2/vms?perPage=ten")]
    [InlineData("v2/vms?status=Active")]
    [InlineData("v2/vms?status=new,launched")]
    [InlineData("v2/vms?status=new&status=launched")]
    [InlineData("v2/vms?ids=0x0B08D9233ed01f4697d4b6C5814bc6d9f0cB8F99")]
    [InlineData("v2/vms?expand=ports")]
    [InlineData("v1/storages?storageType=NVME")]
    [InlineData("v1/storages?excludeAttached=1")]
    [InlineData("v1/public_ips?addressType=v4")]
    [InlineData("v1/prices/vm?clusterId=PL")]
    public async Task A_query_that_the_file_does_not_have_is_refused(string path) => await Refused(400, "bad_request", Client.Get(path));

    [Fact]
    public async Task Only_what_is_attached_to_nothing_is_an_orphan()
    {
        var disk = await Ok(Client.Post("v1/storages", DiskBody("left over", image: null)));
        var address = await Ok(Client.Post("v1/public_ips", AddressBody("left over")));

        var disks = (await Ok(Client.Get("v1/storages?excludeAttached=true&name=left%20over")))["items"]!.AsArray();
        var addresses = (await Ok(Client.Get("v1/public_ips?excludeAttached=true")))["items"]!.AsArray();

        Assert.Equal(((string?)disk["id"], "0.0015"), ((string?)Assert.Single(disks)!["id"], (string?)disks[0]!["priceHourlyUsd"]));
        Assert.Equal(((string?)address["id"], "0.0007"), ((string?)Assert.Single(addresses)!["id"], (string?)addresses[0]!["priceHourlyUsd"]));
    }

    [Fact]
    public async Task The_sample_fleet_has_a_disk_left_over_that_goes_on_being_billed()
    {
        var before = Sums();
        var disk = Assert.Single((await Ok(Client.Get("v1/storages?excludeAttached=true")))["items"]!.AsArray())!;
        Assert.Equal(("old-web-boot-0fa4e001", "ready"), ((string?)disk["name"], (string?)disk["status"]));
        Assert.Equal(DateTimeOffset.Parse((string)disk["paidUntil"]!, CultureInfo.InvariantCulture), DateTimeOffset.Parse((string)disk["lastPaidAt"]!, CultureInfo.InvariantCulture).AddHours(1));

        Step(3600);
        Assert.Equal(before.Spent + 600, Sums().Spent);
    }

    [Fact]
    public async Task What_comes_with_a_vm_of_another_generation_is_shown_and_stays_with_it()
    {
        var vm = (await Ok(Client.Get("v2/vms?name=web-1&expand[0]=bootDisk&expand[1]=publicIp&expand[2]=sshKeys")))["items"]![0]!;
        var disk = vm["expanded"]!["bootDisk"]!;

        Assert.Equal((25, "SSD", "BOOT", "ubuntu-22-04-x64"), ((int)disk["volumeGb"]!, (string?)disk["storageType"], (string?)disk["role"], (string?)disk["image"]!["slug"]));
        Assert.Null(disk["priceHourlyUsd"]);
        Assert.Equal((string?)(await Client.Vm("web-1"))["publicIp"], (string?)vm["expanded"]!["publicIp"]!["address"]);
        Assert.Equal("laptop", (string?)Assert.Single(vm["expanded"]!["sshKeys"]!.AsArray())!["name"]);
        Assert.Equal(9, Pagination(await Ok(Client.Get("v1/storages"))).Total);
        Assert.Equal("web-1", (string?)(await Disk(disk["id"]))["name"]);
        await Refused(406, "not_acceptable", Client.Send(HttpMethod.Delete, $"v1/storages/{disk["id"]}", null));
        await Do(vm, "terminate");
        Step(3);

        await Refused(404, "not_found", Client.Get($"v1/storages/{disk["id"]}"));
        Assert.Equal(8, Pagination(await Ok(Client.Get("v1/storages"))).Total);
    }

    private static (int Total, int Filtered, int Pages, int Page, int PerPage) Pagination(JsonNode list)
    {
        var info = list["pagination"]!;
        return ((int)info["totalRecords"]!, (int)info["filteredRecords"]!, (int)info["totalPages"]!, (int)((long)info["currentPage"]! & int.MaxValue), (int)info["perPage"]!);
    }

    private static IEnumerable<string?> Names(JsonNode list) => list["items"]!.AsArray().Select(vm => (string?)vm!["name"]);
}
