using System.Collections.Concurrent;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using static FluenceVm.Clouds.Tests.Fluence.Cloud.CloudResponses;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

public class CloudRemovalTests
{
    private const string OwnDisk = "vm-1-boot-0a1b2c3d";
    private const string OwnAddress = "vm-1-ip-0a1b2c3d";

    /// <summary>An account whose VMs let go of their disk and address only at the third look.</summary>
    private sealed class Account(string diskName = OwnDisk, string addressName = OwnAddress, string status = "launched")
    {
        private readonly ConcurrentDictionary<string, int> _looks = new();

        public ConcurrentQueue<string> Deleted { get; } = new();

        public int FreeAfter { get; init; } = 2;

        public Func<SentRequest, Reply?> Override { get; init; } = _ => null;

        public Reply? Answer(SentRequest request) => Override(request) ?? request.ToString() switch
        {
            "GET /v2/vms" => Reply.Ok(Page(Vm(1, status, $$"""{"bootDisk":{{Disk(2, diskName, Id(1))}},"dataDisks":[{{Disk(3, "data", Id(1))}}],"publicIp":{{Address(4, addressName)}}}"""))),
            "GET /v1/storages" => Reply.Ok(Page(Deleted.Contains(Id(2)) ? "" : Disk(2, diskName, IsFree(request) ? null : Id(1)))),
            "GET /v1/public_ips" => Reply.Ok(Page(Deleted.Contains(Id(4)) ? "" : Address(4, addressName, IsFree(request) ? null : Id(1)))),
            _ when request.Path.EndsWith("/terminate", StringComparison.Ordinal) => Reply.Ok(Vm(1, "terminating")),
            _ when request.Method == "DELETE" => Delete(request),
            _ => null,
        };

        private bool IsFree(SentRequest request) => _looks.AddOrUpdate(request.Path, 1, (_, looks) => looks + 1) > FreeAfter;

        private Reply Delete(SentRequest request)
        {
            Deleted.Enqueue(request.Path.Split('/')[^1]);
            return Reply.Ok("{}");
        }
    }

    private static async Task<(List<VmOutcome> Outcomes, ScriptedService Service)> RemoveAsync(Account account, VmRemoval? removal = null)
    {
        var service = new ScriptedService(account.Answer);
        var outcomes = new List<VmOutcome>();
        await service.RunAsync(client => client.RemoveVmsAsync(removal ?? new VmRemoval { Ids = [Id(1)] }, outcomes.Add, default));
        return (outcomes, service);
    }

    [Fact]
    public async Task The_disk_and_the_address_of_an_order_go_once_the_VM_has_let_go_of_them()
    {
        var account = new Account();
        var (outcomes, service) = await RemoveAsync(account);

        var outcome = Assert.Single(outcomes);
        Assert.Null(outcome.Error);
        Assert.Equal([Id(2), Id(4)], account.Deleted.Order(StringComparer.Ordinal));
        Assert.Equal([Id(3)], outcome.StillBilled.Select(left => left.Id));
        Assert.Equal(3, service.Of("GET /v1/storages").Count());
        Assert.Equal([1, 2], service.Time.Delays.Select(delay => (int)delay.TotalSeconds));
        Assert.All(service.Of("GET /v1/storages"), request => Assert.Contains($"ids[0]={Id(2)}", request.Query, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task What_is_to_be_kept_is_kept_and_named(bool keepStorage, bool keepPublicIp)
    {
        var account = new Account();
        var (outcomes, _) = await RemoveAsync(account, new VmRemoval { Ids = [Id(1)], KeepStorage = keepStorage, KeepPublicIp = keepPublicIp });

        string[] kept = [.. keepStorage ? new[] { Id(2) } : [], .. keepPublicIp ? new[] { Id(4) } : []];
        Assert.Equal(new[] { Id(2), Id(4) }.Except(kept), account.Deleted.Order(StringComparer.Ordinal));
        Assert.Equal([.. kept, Id(3)], Assert.Single(outcomes).StillBilled.Select(left => left.Id));
    }

    [Fact]
    public async Task What_no_order_created_is_left_and_named()
    {
        var account = new Account("my-data", "my-address");
        var (outcomes, service) = await RemoveAsync(account);

        Assert.Empty(account.Deleted);
        Assert.Equal([Id(2), Id(4), Id(3)], Assert.Single(outcomes).StillBilled.Select(left => left.Id));
        Assert.Empty(service.Time.Delays);
    }

    [Fact]
    public async Task What_somebody_else_removed_is_not_waited_for()
    {
        var account = new Account { Override = request => request.ToString() is "GET /v1/storages" or "GET /v1/public_ips" ? Reply.Ok(Page("")) : null };
        var (outcomes, service) = await RemoveAsync(account);

        Assert.Null(Assert.Single(outcomes).Error);
        Assert.Empty(account.Deleted);
        Assert.Empty(service.Time.Delays);
    }

    [Fact]
    public async Task What_is_not_let_go_of_in_time_is_named_in_the_error()
    {
        var (outcomes, _) = await RemoveAsync(new Account { FreeAfter = 10_000 });

        var error = Assert.IsType<LeftBehindException>(Assert.Single(outcomes).Error);
        Assert.Equal([Id(2), Id(4)], error.Orphans.Select(left => left.Id).Order(StringComparer.Ordinal));
        Assert.Contains("within 5 minutes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_removal_of_a_disk_ends_the_waiting_for_it()
    {
        var (outcomes, service) = await RemoveAsync(new Account
        {
            FreeAfter = 0,
            Override = request => request.Method == "DELETE" && request.Path.Contains("storages", StringComparison.Ordinal) ? Reply.Error(403, "forbidden", "read-only key") : null,
        });
        var error = Assert.IsType<LeftBehindException>(Assert.Single(outcomes).Error);

        Assert.Equal(Id(2), Assert.Single(error.Orphans).Id);
        Assert.Contains("read-only key", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Sent, request => request.Method == "DELETE" && request.Path.Contains("storages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_VM_that_is_gone_already_only_loses_what_is_left_of_it()
    {
        var account = new Account(status: "terminated") { FreeAfter = 0 };
        var (outcomes, service) = await RemoveAsync(account);

        Assert.Null(Assert.Single(outcomes).Error);
        Assert.Equal(2, account.Deleted.Count);
        Assert.DoesNotContain(service.Sent, request => request.Method == "POST");
    }

    [Fact]
    public async Task Each_id_has_its_outcome_and_a_lost_answer_counts_as_done()
    {
        var tries = new ConcurrentDictionary<string, int>();
        var account = new Account
        {
            Override = request => request.ToString() == "GET /v2/vms" ? Reply.Ok(Page("")) : request.Path switch
            {
                var path when path.Contains(Id(1), StringComparison.Ordinal) =>
                    tries.AddOrUpdate(path, 1, (_, count) => count + 1) == 1 ? Reply.Error(500, "internal_server_error", "lost") : Reply.Error(406, "not_acceptable", "is terminating"),
                var path when path.Contains(Id(2), StringComparison.Ordinal) => Reply.Error(404, "not_found", "no such VM"),
                var path when path.Contains(Id(3), StringComparison.Ordinal) => Reply.Error(406, "not_acceptable", "is updating"),
                _ => null,
            },
        };
        var (outcomes, service) = await RemoveAsync(account, new VmRemoval { Ids = [Id(1), Id(2), Id(3), Id(4), "0x0000000000000000000000000000000000000001"] });
        var errors = outcomes.ToDictionary(outcome => outcome.Id, outcome => outcome.Error);

        Assert.Equal(5, outcomes.Count);
        Assert.Null(errors[Id(1)]);
        Assert.Equal(404, Assert.IsType<FluenceApiException>(errors[Id(2)]).Status);
        Assert.Equal("not_acceptable", Assert.IsType<FluenceApiException>(errors[Id(3)]).Code);
        Assert.Null(errors[Id(4)]);
        Assert.IsType<ArgumentException>(errors["0x0000000000000000000000000000000000000001"]);
    }

    [Fact]
    public async Task A_refused_key_is_tried_with_few_VMs_only()
    {
        var account = new Account { Override = request => request.Method == "POST" ? Reply.Error(403, "forbidden", "no") : request.Path == "/v2/vms" ? Reply.Ok(Page("")) : null };
        var (outcomes, service) = await RemoveAsync(account, new VmRemoval { Ids = [.. Enumerable.Range(1, 100).Select(Id)] });

        Assert.Equal(100, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal(403, Assert.IsType<FluenceApiException>(outcome.Error).Status));
        Assert.InRange(service.Sent.Count(request => request.Method == "POST"), 1, 8);
    }
}
