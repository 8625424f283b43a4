using System.Globalization;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using static FluenceVm.Clouds.Tests.Fluence.Cloud.CloudResponses;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

public class CloudListTests
{
    private static ScriptedService Account(Func<SentRequest, string> vms) =>
        new(request => request.ToString() == "GET /v2/vms" ? Reply.Ok(vms(request)) : MarketReply(request));

    private static Task<List<Vm>> ListAsync(ScriptedService service, VmFilter filter) => service.RunAsync(async client =>
    {
        var vms = new List<Vm>();
        await client.ListVmsAsync(filter, vms.Add, CancellationToken.None);
        return vms;
    });

    [Fact]
    public async Task Every_field_arrives()
    {
        var expanded = $$"""{"bootDisk":{{Disk(2, "vm-1-boot")}},"dataDisks":[{{Disk(3, "data")}}],"publicIp":{{Address(4, "vm-1-ip")}}}""";
        var vm = Assert.Single(await ListAsync(Account(_ => Page(Vm(1, expanded: expanded))), VmFilter.All));

        Assert.Equal((Id(1), "vm-1", "launched"), (vm.Id, vm.Name, vm.Status));
        Assert.Equal(VmStatus.Launched, vm.Status);
        Assert.Equal(0.05m + 0.0025m + 0.0025m + 0.004m, vm.PricePerHour);
        Assert.Equal(24 * vm.PricePerHour, vm.PricePerEpoch);
        Assert.Equal("USD", vm.Currency);
        Assert.Equal((2, 3.73m, 46.57m), (vm.CpuCount, vm.MemoryGiB, vm.StorageGiB));
        Assert.Equal("203.0.113.7", vm.PublicIp);
        Assert.Equal(("PL", "PL-WAW-1", 3), (vm.Country, vm.Datacenter!.ToString(), vm.Datacenter.Tier));
        Assert.Equal("https://images.test/ubuntu.img", vm.OsImage);
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero), vm.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 10, 1, 0, TimeSpan.Zero).AddTicks(1234560), vm.StatusChangedAt);
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 13, 0, 0, TimeSpan.Zero), vm.NextBillingAt);
        Assert.Equal(["restart", "terminate"], vm.AllowedActions);
        Assert.Equal(FluenceApiVersion.Cloud, vm.ApiVersion);
        Assert.Equal(["2 vCPU VCPU", "4 GB RAM", "25 GB STORAGE", "25 GB STORAGE", "1 count PUBLIC_IP"], vm.Resources.Select(each => each.ToString()));
        Assert.Equal(("NVME", "data"), (vm.Resources[3].Metadata["type"], vm.Resources[3].Details["name"]));
    }

    [Fact]
    public async Task What_is_missing_null_or_unknown_is_no_error_and_a_bad_price_is_one_after_the_rest()
    {
        var arrived = new List<Vm>();
        var service = Account(_ => Page($$"""{"id":"{{Id(1)}}","status":"hibernating","priceHourlyUsd":null,"expanded":{"publicIp":null} },{"id":"{{Id(2)}}","priceHourlyUsd":"free"},{{Vm(3)}}"""));
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => service.RunAsync(client => client.ListVmsAsync(VmFilter.All, arrived.Add, default)));

        Assert.Contains(Id(2), exception.Message, StringComparison.Ordinal);
        Assert.Equal([Id(1), Id(2), Id(3)], arrived.Select(vm => vm.Id));
        Assert.Equal("hibernating", arrived[0].Status);
        Assert.Equal([null, null, 0.05m], arrived.Select(vm => vm.PricePerHour));
    }

    [Theory]
    [InlineData("", "", "", "sort=createdAt&order=asc&excludeStatus[0]=terminated")]
    [InlineData("web%1", "", "", "name=web%1&excludeStatus[0]=terminated")]
    [InlineData("web-1,web-2", "", "", "order=asc&excludeStatus[0]=terminated")]
    [InlineData("", "LAUNCHED,terminated", "", "order=asc&status[0]=launched&status[1]=terminated")]
    [InlineData("", "Active,launched", "", "order=asc&expand[0]=bootDisk")]
    [InlineData("", "", "1,2", "?ids[0]={1}&ids[1]={2}&expand[0]=bootDisk&expand[1]=dataDisks&expand[2]=publicIp")]
    public async Task Filters_go_to_the_service(string names, string statuses, string ids, string query)
    {
        static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var service = Account(_ => Page(""));
        await ListAsync(service, new VmFilter
        {
            Names = Split(names),
            Statuses = Split(statuses),
            Ids = [.. Split(ids).Select(number => Id(int.Parse(number, CultureInfo.InvariantCulture)))],
        });
        var expected = query.Replace("{1}", Id(1), StringComparison.Ordinal).Replace("{2}", Id(2), StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Single(service.Of("GET /v2/vms")).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_ids_are_asked_for_in_parts_and_ids_of_other_generations_not_at_all()
    {
        var service = Account(_ => Page(""));
        await ListAsync(service, new VmFilter { Ids = [.. Enumerable.Range(1, 250).Select(Id), "0x0000000000000000000000000000000000000001"] });

        Assert.Equal([100, 100, 50], service.Of("GET /v2/vms").Select(request => request.Query.Split("ids[").Length - 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Pages_follow_whether_the_service_counts_from_0_or_1(int first)
    {
        var service = Account(request => Page(Vm(PageOf(request, first)), PageOf(request, first), 3));

        Assert.Equal([first, first + 1, first + 2], (await ListAsync(service, VmFilter.All)).Select(vm => int.Parse(vm.Id[^2..], CultureInfo.InvariantCulture)));
        Assert.Equal(3, service.Of("GET /v2/vms").Count());
    }

    [Fact]
    public async Task A_service_that_answers_with_the_same_page_again_is_no_endless_list()
    {
        var service = Account(_ => Page(Vm(1), 1, 3));

        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(service, VmFilter.All));
        Assert.Contains("page 1 where page 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_next_page_is_asked_for_before_a_page_is_handed_on()
    {
        var service = Account(request => Page($"{Vm(PageOf(request, 1) * 2)},{Vm((PageOf(request, 1) * 2) + 1)}", PageOf(request, 1), 5));
        var askedAtFirst = new List<int>();
        await service.RunAsync(client => client.ListVmsAsync(VmFilter.All, _ => askedAtFirst.Add(service.Of("GET /v2/vms").Count()), default));

        Assert.Equal(10, askedAtFirst.Count);
        Assert.True(askedAtFirst[0] <= 2 && askedAtFirst[1] <= 2, "Page 3 was asked for before page 1 was handed on.");
        Assert.All(askedAtFirst, (asked, index) => Assert.InRange(asked, (index / 2) + 1, (index / 2) + 2));
    }

    [Fact]
    public async Task The_next_page_is_on_its_way_while_the_last_is_handed_on()
    {
        var second = new TaskCompletionSource();
        var service = new ScriptedService(request => request.ToString() == "GET /v2/vms" ? Reply.Ok(Page(Vm(PageOf(request, 1)), PageOf(request, 1), 2)) : MarketReply(request))
        {
            Before = request =>
            {
                if (request.Query.Contains("&page=2", StringComparison.Ordinal))
                {
                    second.SetResult();
                }
                return Task.CompletedTask;
            },
        };
        // Ends only if page 2 is asked for while the object of page 1 is still being handed on.
        await service.RunAsync(client => client.ListVmsAsync(VmFilter.All, _ => Assert.True(second.Task.Wait(TimeSpan.FromSeconds(30))), default));
    }

    [Fact]
    public async Task Output_that_fails_ends_the_walk_with_its_own_exception()
    {
        var service = Account(request => Page(Vm(PageOf(request, 1)), PageOf(request, 1), 1000));

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => service.RunAsync(client => client.ListVmsAsync(VmFilter.All, _ => throw new InvalidTimeZoneException("enough"), default)));
        Assert.InRange(service.Of("GET /v2/vms").Count(), 1, 2);
    }

    [Fact]
    public async Task A_list_of_100000_in_pages_of_100_begins_with_the_first_page_and_is_not_kept()
    {
        const int Pages = 1000;
        const int Size = 100;
        var items = string.Join(",", Enumerable.Range(0, Size).Select(number => Vm(number)));
        var pagesAsked = 0;
        var service = new Forgetful(number =>
        {
            Interlocked.Increment(ref pagesAsked);
            return Page(items, number, Pages);
        });
        var handedOn = new List<WeakReference>(Pages * Size);
        var pagesAtFirst = 0;
        var alive = new List<int>();
        using var connection = Support.Connections.To(new Uri("https://fluence.test/"), FluenceApiVersion.Cloud, transport: service);
        var client = await connection.OpenAsync(null, CancellationToken.None);
        await client.ListVmsAsync(
            VmFilter.All,
            vm =>
            {
                pagesAtFirst = handedOn.Count == 0 ? Volatile.Read(ref pagesAsked) : pagesAtFirst;
                handedOn.Add(new WeakReference(vm));
                if (handedOn.Count % 20_000 == 0)
                {
                    GC.Collect();
                    alive.Add(handedOn.Count(each => each.IsAlive));
                }
            },
            CancellationToken.None);

        Assert.Equal((Pages, Pages * Size), (pagesAsked, handedOn.Count));
        Assert.InRange(pagesAtFirst, 1, 2);
        // At the most those of the page that is handed on, and of the next.
        Assert.All(alive, count => Assert.InRange(count, 0, 2 * Size));
    }

    [Fact]
    public async Task Statuses_come_in_one_request_with_the_address()
    {
        var service = Account(_ => Page($$"""{{Vm(1, expanded: $$"""{"publicIp":{{Address(4, "ip")}}}""")}},{{Vm(2, "terminating")}}"""));
        var reports = await service.RunAsync(client => client.GetStatusesAsync([Id(1), Id(2)], default));

        Assert.Equal([(Id(1), "launched", "203.0.113.7"), (Id(2), "terminating", null)], reports.Select(each => (each.Id, each.Status, each.PublicIp)));
        Assert.Equal($"?ids[0]={Id(1)}&ids[1]={Id(2)}&expand[0]=publicIp&perPage=100", Assert.Single(service.Sent).Query);
    }

    [Theory]
    [InlineData("Active", "new launching launched")]
    [InlineData("launched", "new launching launched")]
    [InlineData("Terminated", "launched terminating terminated")]
    public async Task Waiting_for_a_status_of_another_generation_waits_for_what_means_it(string wanted, string course)
    {
        var statuses = new Queue<string>(course.Split(' '));
        var service = Account(_ => Page(Vm(1, statuses.Dequeue())));
        var outcomes = new List<StateOutcome>();
        await service.RunAsync(client => new VmWaiter(client, service.Time).WaitAsync(
            [Id(1)], wanted, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), _ => { }, outcomes.Add, default));

        Assert.Null(Assert.Single(outcomes).Error);
        Assert.Empty(statuses);
    }

    private static int PageOf(SentRequest request, int first) =>
        request.Query.Split("&page=") is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : first;

    /// <summary>Keeps nothing of its requests.</summary>
    private sealed class Forgetful(Func<int, string> page) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = new SentRequest("GET", request.RequestUri!, null, null);
            var body = sent.Path == "/v2/vms" ? page(PageOf(sent, 1)) : MarketReply(sent)!.Body;
            return Task.FromResult(new HttpResponseMessage { RequestMessage = request, Content = new StringContent(body) });
        }
    }
}
