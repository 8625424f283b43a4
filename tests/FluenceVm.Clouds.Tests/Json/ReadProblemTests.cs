using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Clouds.Tests.Cudos;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Json;

/// <summary>What can't be read costs its field, is told as data, and fails only the work that needs it.</summary>
public sealed class ReadProblemTests
{
    private static async Task<List<ReadProblem>> AskAsync(
        string body, Func<IFluenceClient, Task> ask, FluenceApiVersion version = FluenceApiVersion.MarketV3)
    {
        await using var server = new LoopbackServer(exchange => exchange.RespondAsync(200, body));
        using var connection = Connections.To(server.Uri, version);
        var problems = new List<ReadProblem>();
        await ask(await connection.OpenAsync(null, problems.Add, null, CancellationToken.None));
        return problems;
    }

    [Fact]
    public async Task Each_bad_object_is_one_problem_that_names_its_fields_after_all_objects()
    {
        const string Body = """
            [{"id":"0x1","pricePerEpoch":"cheap","createdAt":"soon"},
             {"id":"0x2","pricePerEpoch":"-1.5E-3"},null,{"id":"0x3","totalSpent":{}}]
            """;
        var vms = new List<Vm>();
        var problems = await AskAsync(Body, async client =>
        {
            await client.ListVmsAsync(VmFilter.All, vms.Add, CancellationToken.None);
            Assert.Equal(3, vms.Count);
        });
        Assert.Equal([null, -0.0015m, null], vms.Select(vm => vm.PricePerEpoch));
        Assert.Equal(["0x1", null, "0x3"], problems.Select(problem => problem.Owner));
        Assert.Equal(["price", "createdAt"], problems[0].Fields);
        Assert.Equal(["totalSpent"], problems[2].Fields);
        Assert.Contains(
            "the price of 0x1 is \"cheap\"; the createdAt of 0x1 is \"soon\"", problems[0].ToException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_ports_with_a_gap_is_unknown()
    {
        var vms = new List<Vm>();
        var problems = await AskAsync(
            """[{"id":"0x1","ports":[{"port":22,"protocol":"tcp"},{"port":"?","protocol":"tcp"}]},{"id":"0x2","ports":[]},{"id":"0x3"}]""",
            client => client.ListVmsAsync(VmFilter.All, vms.Add, CancellationToken.None));
        Assert.Null(vms[0].Ports);
        Assert.Empty(vms[1].Ports!);
        Assert.Null(vms[2].Ports);
        Assert.Equal("0x1", Assert.Single(problems).Owner);
    }

    [Fact]
    public async Task A_field_that_the_work_needs_fails_it() => Assert.Empty(await AskAsync(
        """{"depositAmountUsdc":"1","depositEpochs":1,"totalPricePerEpoch":"cheap","maxPricePerEpoch":"1"}""",
        async client =>
        {
            var error = await Assert.ThrowsAsync<InvalidResponseException>(
                () => client.EstimateAsync(new VmConstraints(), 1, CancellationToken.None));
            Assert.Contains("totalPricePerEpoch", error.Message, StringComparison.Ordinal);
        }));

    [Fact]
    public async Task However_many_there_are_only_so_many_are_kept()
    {
        var body = $"[{string.Join(',', Enumerable.Range(0, 5000).Select(number => $$"""{"id":"{{number}}","pricePerEpoch":"x"}"""))}]";
        var count = 0;
        var problems = await AskAsync(body, client => client.ListVmsAsync(VmFilter.All, _ => count++, CancellationToken.None));
        Assert.Equal(5000, count);
        Assert.InRange(problems.Count, 1, 200);
    }

    [Fact]
    public async Task A_debt_is_a_balance_and_one_that_cannot_be_read_is_one_problem()
    {
        IReadOnlyList<Balance> balances = [];
        var problems = await AskAsync(
            """
            {"items":[{"featureKey":"a","balance":"-1.25","overage":"0E-18","usage":"1E-7"},{"featureKey":"b","balance":"?"},
                      {"featureKey":"c"},{"featureKey":"d","balance":"2","usage":"much"}]}
            """,
            async client => balances = await client.ListBalancesAsync(CancellationToken.None),
            FluenceApiVersion.Cloud);
        Assert.Equal([("a", -1.25m), ("d", 2m)], balances.Select(balance => (balance.Key, balance.Amount)));
        Assert.Equal((0m, 0.0000001m), (balances[0].Overage, balances[0].Usage));
        Assert.Equal(["b", "c", "d"], problems.Select(problem => problem.Owner));
    }

    [Fact]
    public async Task A_price_of_Cudos_that_cannot_be_read_is_a_problem_of_its_type_alone()
    {
        await using var node = new FakeNode(
            """{"data":[{"id":"a","cpu_count":"1","acudos_per_hour":"1E-7"},{"id":"b","acudos_per_hour":"2e3"}]}""");
        using var connection = FakeNode.Connect(node.Uri);
        var (types, problems) = (new List<MachineType>(), new List<ReadProblem>());
        await connection.Open(null, problems.Add).ListMachineTypesAsync(types.Add, CancellationToken.None);
        Assert.Null(types[0].AcudosPerHour);
        Assert.Equal(2000, types[1].AcudosPerHour);
        Assert.Equal("a", Assert.Single(problems).Owner);
    }
}
