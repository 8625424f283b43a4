using System.Net;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Orders whose responses are lost, and processes that die in the middle: never two VMs, never an unknown one.</summary>
public class LostAnswerTests
{
    public static TheoryData<string, int> Statuses =>
        Cross(["POST v3/vms", "provision", "POST v3/security-groups"], [408, 499, 500, 502, 503, 504]);

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_gateways_answer_after_the_change_was_made_proves_nothing(string request, int status)
    {
        using var cloud = new EmulatedCloud(
            between: inner => new Losing(inner, request, 20, _ => new HttpResponseMessage((HttpStatusCode)status)));
        var order = EmulatedCloud.Order("web", 2, "443/tcp");

        await cloud.TryPlaceAsync(order);
        ((Losing)cloud.Between!).Left = 0;
        var ids = await cloud.PlaceAsync(order);

        Assert.Equal(2, ids.Count);
        Assert.Equal(
            ids.Order(StringComparer.Ordinal),
            (await cloud.VmsAsync()).Where(vm => vm.Status != "draft").Select(vm => vm.Id).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(await cloud.VmsAsync(), vm => vm.Status == "draft");
    }

    [Theory]
    [InlineData("POST v3/vms")]
    [InlineData("provision")]
    public async Task A_connection_that_is_lost_once_is_made_up_for_within_the_same_command(string request)
    {
        using var cloud = new EmulatedCloud(
            between: inner => new Losing(inner, request, 1, _ => throw new HttpRequestException("lost", new IOException("cut"))));

        var ids = await cloud.PlaceAsync(EmulatedCloud.Order());

        Assert.Equal(ids, (await cloud.VmsAsync()).Select(vm => vm.Id));
    }

    [Theory]
    [InlineData("POST v3/security-groups", true)]
    [InlineData("POST v3/security-groups", false)]
    [InlineData("POST v3/vms", true)]
    [InlineData("POST v3/vms", false)]
    [InlineData("provision", true)]
    [InlineData("provision", false)]
    public async Task A_process_that_dies_at_any_step_is_followed_by_one_that_goes_on(string request, bool afterTheChange)
    {
        using var cloud = new EmulatedCloud(
            between: inner => new Losing(inner, request, 1, _ => throw new DeathException(), afterTheChange));
        var order = EmulatedCloud.Order("web", 3, "443/tcp");
        var plan = await cloud.Client.PlanOrderAsync(order, CancellationToken.None);
        await cloud.Desk.PlaceAsync(order, plan, "key-1", CancellationToken.None);

        var ids = await cloud.PlaceAsync(order);

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(3, (await cloud.VmsAsync()).Count(vm => vm.Status != "draft"));
        Assert.Equal(3, (await cloud.VmsAsync()).Count);
    }

    [Fact]
    public async Task A_resumed_draft_is_sent_byte_by_byte_as_before_although_the_catalogue_has_changed()
    {
        var bodies = new List<string>();
        using var cloud = new EmulatedCloud(between: inner => new Losing(inner, "POST v3/vms", 4, request =>
        {
            bodies.Add(request.Content!.ReadAsStringAsync().GetAwaiter().GetResult());
            throw new HttpRequestException("lost", new IOException("cut"));
        }));
        var order = EmulatedCloud.Order() with { UserData = "#cloud-config\n", Image = EmulatedCloud.Image };
        await cloud.TryPlaceAsync(order);

        var ids = await cloud.PlaceAsync(order);

        Assert.Single(bodies.Distinct());
        Assert.Equal(ids, (await cloud.VmsAsync()).Select(vm => vm.Id));
    }

    [Fact]
    public async Task An_order_that_was_only_drafted_costs_nothing_and_settling_it_only_reads()
    {
        using var cloud = new EmulatedCloud(between: inner => new Losing(
            inner,
            "provision",
            100,
            _ => throw new HttpRequestException("lost", new IOException("cut")),
            afterTheChange: false));
        var result = await cloud.TryPlaceAsync(EmulatedCloud.Order());
        Assert.IsType<OrderUnknownException>(result.Failure);
        cloud.Sent.Clear();

        await cloud.Desk.SettleAsync("key-1", CancellationToken.None);

        Assert.All(cloud.Sent, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
        cloud.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(OrderState.Created, (await cloud.Desk.SettleAsync("key-1", CancellationToken.None))!.State);
    }

    [Fact]
    public async Task A_vm_that_was_provisioned_although_the_answer_was_lost_is_found_by_its_status()
    {
        using var cloud = new EmulatedCloud(between: inner => new Losing(inner, "provision", 1, _ => throw new DeathException()));
        var order = EmulatedCloud.Order();
        await cloud.TryPlaceAsync(order);

        var settled = await cloud.Desk.SettleAsync("key-1", CancellationToken.None);

        Assert.Equal(OrderState.Created, settled!.State);
        Assert.Single(cloud.Sent, request => request.EndsWith("/provision", StringComparison.Ordinal));
    }

    private static TheoryData<string, int> Cross(string[] requests, int[] statuses)
    {
        var data = new TheoryData<string, int>();
        foreach (var request in requests)
        {
            foreach (var status in statuses)
            {
                data.Add(request, status);
            }
        }
        return data;
    }

    /// <summary>What no code of the module catches as trouble: the process is gone.</summary>
    private sealed class DeathException : Exception;

    /// <summary>Loses the responses to some requests.</summary>
    private sealed class Losing(
        HttpMessageHandler inner, string request, int times, Func<HttpRequestMessage, HttpResponseMessage> lose, bool afterTheChange = true)
        : DelegatingHandler(inner)
    {
        public int Left { get; set; } = times;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
        {
            var name = $"{message.Method} {message.RequestUri!.AbsolutePath.TrimStart('/')}";
            if (Left <= 0 || !(name == request || name.EndsWith("/" + request, StringComparison.Ordinal)))
            {
                return await base.SendAsync(message, cancellationToken);
            }
            Left--;
            if (afterTheChange)
            {
                (await base.SendAsync(message, cancellationToken)).Dispose();
            }
            var reply = lose(message);
            reply.RequestMessage = message;
            return reply;
        }
    }
}
