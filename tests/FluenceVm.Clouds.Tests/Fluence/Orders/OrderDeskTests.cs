using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Orders;

public sealed class OrderDeskTests : IDisposable
{
    private readonly OrderFaults _faults = new();
    private readonly EmulatedAccount _account;

    public OrderDeskTests()
    {
        _account = new EmulatedAccount(_faults.Around);
        _faults.Time = _account.Time;
    }

    public void Dispose()
    {
        _account.Dispose();
        _faults.Dispose();
    }

    private Task<Order> PlaceAsync(string? key = "k", string name = "web", int count = 1, OperationJournal? journal = null) =>
        _account.OrdersWith(journal ?? _account.Journal).PlaceAsync(EmulatedAccount.Order(name, count), key);

    private async Task<Order> ResolveAsync(string key = "k") => (await _account.Orders.SettleAsync(key, CancellationToken.None))!;

    private Order[] Listed() => [.. _account.Journal.All().Select(OrderSteps.ToOrder)];

    private void Plant(EmulatorFaultKind kind, string operation = "CreateVm", int? count = 1, int status = 503) =>
        _account.Emulator.SetFault(new EmulatorFault { Operation = operation, Kind = kind, Count = count, StatusCode = status });

    private async Task<string[]> IdsAsync() => [.. (await _account.VmsAsync()).Select(vm => vm.Id).Order()];

    private OrderState StateOf(string key = "k") => Assert.Single(Listed(), order => order.Key == key).State;

    [Fact]
    public async Task An_order_is_written_down_before_it_is_sent_and_settled_after()
    {
        var during = new List<Order>();
        _faults.AfterOrder = () =>
        {
            during.AddRange(Listed());
            return Task.CompletedTask;
        };

        var order = await PlaceAsync(count: 3);

        Assert.Equal((OrderState.Unknown, 0), (Assert.Single(during).State, during[0].VmIds.Count));
        Assert.Equal((OrderState.Created, 3), (order.State, order.VmIds.Count));
        Assert.Equal(await IdsAsync(), order.VmIds.Order());
        Assert.Equal(OrderState.Created, StateOf());
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task A_key_is_made_up_where_none_is_given()
    {
        var first = await PlaceAsync(key: null);
        var second = await PlaceAsync(key: null);

        Assert.StartsWith("web-20260115-", first.Key, StringComparison.Ordinal);
        Assert.NotEqual(first.Key, second.Key);
        Assert.Equal(2, (await IdsAsync()).Length);
    }

    [Fact]
    public async Task The_same_key_again_adopts_instead_of_ordering()
    {
        var first = await PlaceAsync(count: 2);
        var again = await PlaceAsync(count: 2);

        Assert.Equal(first.VmIds, again.VmIds);
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task The_same_key_for_another_order_is_refused()
    {
        await PlaceAsync(count: 2);

        var exception = await Assert.ThrowsAsync<OrderConflictException>(() => PlaceAsync(count: 3));
        Assert.Contains("'k' was used for something else", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OrderConflictException>(() => PlaceAsync(name: "db", count: 2));
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task A_refusal_is_not_created_and_the_key_may_order_again()
    {
        Plant(EmulatorFaultKind.Status, status: 422);
        var exception = await Assert.ThrowsAsync<FluenceApiException>(() => PlaceAsync());
        Assert.Equal((422, OrderState.NotCreated), (exception.Status, StateOf()));

        Assert.Equal(OrderState.Created, (await PlaceAsync()).State);
        Assert.Single(await IdsAsync());
    }

    [Fact]
    public async Task A_connection_that_never_opened_is_not_created()
    {
        _faults.Next = OrderFate.Refused;
        var exception = await Assert.ThrowsAsync<CloudConnectionException>(() => PlaceAsync());

        Assert.False(exception.MayHaveArrived);
        Assert.Equal(OrderState.NotCreated, StateOf());
        Assert.Equal(OrderState.Created, (await PlaceAsync()).State);
    }

    [Theory]
    [InlineData(EmulatorFaultKind.DropAfter)]
    [InlineData(EmulatorFaultKind.Garbage)]
    public async Task A_lost_answer_is_settled_from_the_list(EmulatorFaultKind kind)
    {
        await PlaceAsync("before", count: 2);
        Plant(kind);

        var order = await PlaceAsync(count: 2);

        Assert.Equal((OrderState.Created, 2), (order.State, order.VmIds.Count));
        Assert.Equal(4, (await IdsAsync()).Length);
        Assert.Equal(2, _account.Emulator.CountOf("CreateVm"));
    }

    [Theory]
    [InlineData(OrderFate.TimesOut)]
    [InlineData(OrderFate.GatewayFails)]
    public async Task A_late_answer_or_a_gateways_error_is_settled_from_the_list(OrderFate fate)
    {
        _faults.Next = fate;
        var order = await PlaceAsync();

        Assert.Equal(await IdsAsync(), order.VmIds);
        Assert.Equal(OrderState.Created, StateOf());
    }

    [Theory]
    [InlineData(EmulatorFaultKind.DropBefore)]
    [InlineData(EmulatorFaultKind.Status)]
    public async Task What_the_list_does_not_show_stays_unknown_until_it_is_certain(EmulatorFaultKind kind)
    {
        Plant(kind);
        var exception = await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        Assert.Contains("unknown whether order 'k' created VMs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Resolve-FluenceOrder 'k'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(OrderState.Unknown, exception.Order.State);

        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        Assert.Equal(OrderState.Unknown, (await ResolveAsync()).State);
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));

        _account.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(OrderState.NotCreated, (await ResolveAsync()).State);
        Assert.Equal(OrderState.Created, (await PlaceAsync()).State);
        Assert.Equal(2, _account.Emulator.CountOf("CreateVm"));
        Assert.Single(await IdsAsync());
    }

    [Fact]
    public async Task An_order_that_arrives_minutes_later_is_found_and_not_placed_again()
    {
        _faults.Next = OrderFate.ArrivesLate;
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        _account.Time.Advance(TimeSpan.FromMinutes(10));

        var order = await PlaceAsync();

        Assert.Equal(await IdsAsync(), order.VmIds);
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task Vms_that_bore_the_name_before_are_not_adopted()
    {
        var before = await _account.Client.CreateVmsAsync(EmulatedAccount.Order(count: 2), CancellationToken.None);
        _faults.Next = OrderFate.TimesOut;

        var order = await PlaceAsync(count: 2);

        Assert.Equal((await IdsAsync()).Except(before), order.VmIds.Order());
    }

    [Fact]
    public async Task The_wait_for_the_list_is_bounded_and_grows_slower()
    {
        var before = _account.Time.Delays.Count;
        Plant(EmulatorFaultKind.DropBefore);
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());

        var pauses = _account.Time.Delays.Skip(before).Select(delay => delay.TotalSeconds).ToArray();
        Assert.Equal([1, 2, 4, 8, 10, 10, 10, 10, 10], pauses);
    }

    [Fact]
    public async Task A_list_that_fails_after_a_lost_answer_is_asked_again()
    {
        _faults.AfterOrder = () =>
        {
            Plant(EmulatorFaultKind.Garbage, "ListVms", count: 3);
            return Task.CompletedTask;
        };
        _faults.Next = OrderFate.TimesOut;

        var order = await PlaceAsync();

        Assert.Equal(await IdsAsync(), order.VmIds);
    }

    [Fact]
    public async Task A_list_that_fails_before_the_order_sends_nothing()
    {
        Plant(EmulatorFaultKind.Status, "ListVms", count: null, status: 500);
        await Assert.ThrowsAsync<FluenceApiException>(() => PlaceAsync());

        Assert.Empty(Listed());
        Assert.Equal(0, _account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task A_list_that_stays_broken_leaves_the_order_unknown_for_later()
    {
        _faults.AfterOrder = () =>
        {
            Plant(EmulatorFaultKind.Status, "ListVms", count: null, status: 500);
            return Task.CompletedTask;
        };
        _faults.Next = OrderFate.TimesOut;
        var exception = await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        Assert.Contains("can't be listed", exception.Message, StringComparison.Ordinal);

        _account.Emulator.ClearFaults();
        var order = await ResolveAsync();
        Assert.Equal(OrderState.Created, order.State);
        Assert.Equal(await IdsAsync(), order.VmIds);
    }

    [Theory]
    [InlineData(OrderFate.DiesAfter, 1)]
    [InlineData(OrderFate.DiesBefore, 0)]
    public async Task A_process_that_dies_leaves_an_order_that_a_restart_settles(OrderFate fate, int created)
    {
        var died = new OperationJournal(
            new JournalHome(Path.Combine(_account.Home.Folder, "of-the-dead")),
            _account.Journal.Account,
            _account.Time);
        _faults.Next = fate;
        var death = _faults.Death;
        _ = PlaceAsync(journal: died);
        await death;
        OperationFiles.Bury(died, _account.Journal);

        if (created == 0)
        {
            await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
            _account.Time.Advance(TimeSpan.FromMinutes(20));
        }
        var order = await PlaceAsync();

        Assert.Equal(OrderState.Created, order.State);
        Assert.Equal(await IdsAsync(), order.VmIds);
        Assert.Single(order.VmIds);
    }

    [Fact]
    public async Task An_order_that_is_met_in_part_says_so()
    {
        using var server = new PartialTransport();
        using var connection = Connections.To(new Uri("http://127.0.0.1/"), transport: server);
        var client = await connection.OpenAsync(null, CancellationToken.None);
        var order = EmulatedAccount.Order(count: 5);
        var result = await _account.OrdersWith(_account.Journal, client).PlaceAsync(order, null, "k", CancellationToken.None);

        Assert.Equal((OrderState.Created, 5, 3), (result.Order.State, result.Order.Count, result.Order.VmIds.Count));
        Assert.IsType<PartialOrderException>(result.Failure);
        Assert.Contains("Only 3 of the 5 VMs", result.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(Connections.Id(3), result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_in_the_list_is_adopted_when_no_more_can_come()
    {
        _faults.Next = OrderFate.TimesOut;
        _faults.AfterOrder = async () =>
        {
            var vms = await _account.VmsAsync();
            await _account.Client.RemoveVmsAsync(new VmRemoval { Ids = [vms[0].Id] }, _ => { }, default);
            _account.Emulator.Step(TimeSpan.FromSeconds(10));
        };
        var exception = await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync(count: 3));
        Assert.Contains("2 of its 3 VMs are in the list so far", exception.Message, StringComparison.Ordinal);

        _account.Time.Advance(TimeSpan.FromMinutes(20));
        var order = await ResolveAsync();
        Assert.Equal(OrderState.Created, order.State);
        Assert.Equal(await IdsAsync(), order.VmIds.Order());
    }

    [Fact]
    public async Task An_order_in_flight_can_be_neither_placed_again_nor_settled()
    {
        OrderConflictException? again = null, settle = null;
        _faults.AfterOrder = async () =>
        {
            again = await Assert.ThrowsAsync<OrderConflictException>(() => PlaceAsync());
            settle = await Assert.ThrowsAsync<OrderConflictException>(() => _account.Orders.SettleAsync("k", CancellationToken.None));
        };
        await PlaceAsync();

        Assert.Equal(("k", "k"), (again!.Key, settle!.Key));
        Assert.Single(await IdsAsync());
    }

    [Fact]
    public async Task Cancelling_after_sending_ends_soon_and_leaves_the_order_to_be_settled()
    {
        using var stop = new CancellationTokenSource();
        _faults.AfterOrder = () => stop.CancelAsync();
        _faults.Next = OrderFate.TimesOut;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _account.Orders.PlaceAsync(EmulatedAccount.Order(), "k", stop.Token));

        Assert.Equal(OrderState.Unknown, StateOf());
        Assert.Equal(await IdsAsync(), (await ResolveAsync()).VmIds);
    }

    [Fact]
    public async Task Two_lost_orders_of_one_name_do_not_take_each_others_vms()
    {
        // 'a' creates nothing and 'b' creates one VM; both answers are lost while both are open.
        _faults.Next = OrderFate.TimesOutBefore;
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync("a"));
        _faults.Next = OrderFate.TimesOut;
        var exception = await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync("b"));
        var id = Assert.Single(await IdsAsync());
        Assert.Contains(id, exception.Message, StringComparison.Ordinal);
        Assert.Contains("another order (a)", exception.Message, StringComparison.Ordinal);

        _account.Time.Advance(TimeSpan.FromMinutes(20));
        foreach (var key in new[] { "a", "b" })
        {
            var order = await ResolveAsync(key);
            Assert.Equal((OrderState.Unknown, 0), (order.State, order.VmIds.Count));
            Assert.Contains(id, order.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_lost_order_does_not_take_the_vms_of_a_settled_one()
    {
        var unsettled = _faults;
        unsettled.AfterOrder = async () =>
        {
            unsettled.AfterOrder = () => Task.CompletedTask;
            await PlaceAsync("b");
        };
        unsettled.Next = OrderFate.TimesOut;

        var a = await PlaceAsync("a");
        var b = Assert.Single(Listed(), order => order.Key == "b");

        Assert.Equal((OrderState.Created, OrderState.Created), (a.State, b.State));
        Assert.Equal(await IdsAsync(), a.VmIds.Concat(b.VmIds).Order());
        Assert.Single(a.VmIds);
    }

    [Fact]
    public async Task More_new_vms_than_were_ordered_are_no_guess()
    {
        _faults.Next = OrderFate.TimesOut;
        _faults.AfterOrder = async () =>
        {
            // Somebody orders the same name past this journal.
            _faults.AfterOrder = () => Task.CompletedTask;
            await _account.Client.CreateVmsAsync(EmulatedAccount.Order(), CancellationToken.None);
        };
        var exception = await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        Assert.Contains("2 new VMs have its name, more than were ordered", exception.Message, StringComparison.Ordinal);

        _account.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(OrderState.Unknown, (await ResolveAsync()).State);
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        Assert.Equal(2, (await IdsAsync()).Length);
    }

    [Fact]
    public async Task Settling_an_order_that_is_none_or_of_another_account_finds_nothing()
    {
        Assert.Null(await _account.Orders.SettleAsync("nothing", CancellationToken.None));

        _faults.Next = OrderFate.TimesOutBefore;
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        _account.Time.Advance(TimeSpan.FromMinutes(20));
        var theirs = _account.JournalOf("theirs");

        Assert.Null(await _account.OrdersWith(theirs).SettleAsync("k", CancellationToken.None));
        Assert.Equal(OrderState.Unknown, StateOf());
    }

    [Fact]
    public async Task Another_accounts_order_of_the_same_key_is_its_own()
    {
        await PlaceAsync();
        var theirs = await PlaceAsync(journal: _account.JournalOf("theirs"));

        Assert.Equal(2, (await IdsAsync()).Length);
        Assert.DoesNotContain(theirs.VmIds[0], Assert.Single(Listed()).VmIds);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(499)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_gateway_that_passed_the_order_on_and_then_failed_causes_no_second_one(int status)
    {
        _faults.Next = OrderFate.GatewayFails;
        _faults.GatewayStatus = status;

        var order = await PlaceAsync();

        Assert.Equal(await IdsAsync(), order.VmIds);
        Assert.Equal(order.VmIds, (await PlaceAsync()).VmIds);
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task An_old_vm_that_somebody_gives_the_ordered_name_is_not_taken()
    {
        var old = Assert.Single((await PlaceAsync("old", "other")).VmIds);
        _faults.Next = OrderFate.TimesOutBefore;
        _faults.BeforeLoss = () => RenameAsync(old, "web");
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        _account.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal((OrderState.NotCreated, 0), ((await ResolveAsync()).State, (await ResolveAsync()).VmIds.Count));
    }

    [Fact]
    public async Task An_order_whose_vm_was_renamed_is_never_called_not_created()
    {
        _faults.Next = OrderFate.TimesOut;
        _faults.AfterOrder = async () => await RenameAsync((await IdsAsync()).Single(), "renamed");
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        _account.Time.Advance(TimeSpan.FromMinutes(20));

        var id = Assert.Single(await IdsAsync());
        var order = await ResolveAsync();
        Assert.Equal(OrderState.Unknown, order.State);
        Assert.Contains(id, order.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task A_foreign_vm_of_another_size_proves_nothing()
    {
        _faults.Next = OrderFate.TimesOutBefore;
        _faults.BeforeLoss = async () => await _account.Client.CreateVmsAsync(
            EmulatedAccount.Order("foreign") with { Constraints = new VmConstraints { Configuration = "cpu-4-ram-8gb-storage-25gb" } },
            default);
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        _account.Time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(OrderState.NotCreated, (await ResolveAsync()).State);
    }

    [Fact]
    public async Task A_foreign_vm_that_was_not_there_yet_when_nothing_could_be_under_way_proves_nothing()
    {
        _faults.Next = OrderFate.TimesOutBefore;
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        _account.Time.Advance(TimeSpan.FromMinutes(25));
        await PlaceAsync("later", "other");
        await _account.Client.CreateVmsAsync(EmulatedAccount.Order("foreign"), default);

        Assert.Equal(OrderState.NotCreated, (await ResolveAsync()).State);
    }

    [Fact]
    public async Task A_later_order_in_the_same_words_takes_nothing_that_was_there_before_it()
    {
        _faults.Next = OrderFate.TimesOut;
        _faults.AfterOrder = () =>
        {
            Plant(EmulatorFaultKind.Status, "ListVms", count: null);
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync("a"));
        _account.Emulator.ClearFaults();
        var first = Assert.Single(await IdsAsync());
        _faults.Next = OrderFate.TimesOut;
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync("b"));
        _account.Emulator.ClearFaults();

        Assert.Equal([first], (await ResolveAsync("a")).VmIds);
        Assert.Equal((await IdsAsync()).Except([first]), (await ResolveAsync("b")).VmIds);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_leaves_an_order_undecided_instead_of_calling_it_not_created()
    {
        var ahead = new OperationJournal(_account.Home, _account.Journal.Account, () => _account.Time.GetUtcNow() + TimeSpan.FromHours(1));
        _faults.Next = OrderFate.TimesOut;
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync(journal: ahead));
        _account.Time.Advance(TimeSpan.FromMinutes(20));

        var order = await _account.OrdersWith(ahead).SettleAsync("k", default);

        Assert.Equal(OrderState.Unknown, order!.State);
        Assert.Contains(Assert.Single(await IdsAsync()), order.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_user_decides_what_nobody_can_judge()
    {
        _faults.Next = OrderFate.TimesOut;
        _faults.AfterOrder = async () => await RenameAsync((await IdsAsync()).Single(), "renamed");
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());
        var id = Assert.Single(await IdsAsync());

        var order = await _account.Orders.DecideAsync("k", [id], default);

        Assert.Equal((OrderState.Created, id), (order!.State, Assert.Single(order.VmIds)));
        Assert.Equal([id], (await PlaceAsync()).VmIds);
    }

    [Fact]
    public async Task The_user_can_not_give_one_vm_to_two_orders_or_one_that_is_not_there()
    {
        var taken = Assert.Single((await PlaceAsync("first")).VmIds);
        _faults.Next = OrderFate.TimesOutBefore;
        await Assert.ThrowsAsync<OrderUnknownException>(() => PlaceAsync());

        var twice = await Assert.ThrowsAsync<ArgumentException>(() => _account.Orders.DecideAsync("k", [taken], default));
        Assert.Contains("'first'", twice.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => _account.Orders.DecideAsync("k", [Connections.Id(7)], default));
        Assert.Equal(OrderState.Unknown, StateOf());

        Assert.Equal(OrderState.NotCreated, (await _account.Orders.DecideAsync("k", [], default))!.State);
        Assert.Equal(OrderState.Created, (await PlaceAsync()).State);
    }

    [Fact]
    public async Task An_order_whose_vms_are_there_is_not_called_not_created()
    {
        var id = Assert.Single((await PlaceAsync()).VmIds);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _account.Orders.DecideAsync("k", [], default));
        Assert.Contains(id, refused.Message, StringComparison.Ordinal);
        Assert.Equal(OrderState.Created, StateOf());
    }

    [Fact]
    public async Task What_was_removed_again_is_told_and_its_key_can_be_freed()
    {
        var id = Assert.Single((await PlaceAsync()).VmIds);
        await _account.Client.RemoveVmsAsync(new VmRemoval { Ids = [id] }, _ => { }, default);
        _account.Emulator.Step(TimeSpan.FromMinutes(1));
        _account.Journal.NoteGone([id]);

        Assert.Empty(Assert.Single(Listed()).VmIds);
        Assert.Contains(id, Listed()[0].Message, StringComparison.Ordinal);
        await _account.Orders.DecideAsync("k", [], default);
        Assert.NotEqual(id, Assert.Single((await PlaceAsync()).VmIds));
    }

    [Theory]
    [InlineData(OrderFate.TimesOut)]
    [InlineData(OrderFate.TimesOutBefore)]
    public async Task The_confirmed_price_is_the_limit_that_is_ordered(OrderFate fate)
    {
        _faults.Next = fate;
        var plan = await _account.Client.PlanOrderAsync(EmulatedAccount.Order(), default);
        await _account.Orders.PlaceAsync(EmulatedAccount.Order(), plan, "k", default);

        using var sent = System.Text.Json.JsonDocument.Parse(_faults.LastOrder!);
        Assert.Equal(
            plan.Estimate.MaxPricePerEpoch!.Value,
            decimal.Parse(
                sent.RootElement.GetProperty("constraints").GetProperty("maxTotalPricePerEpochUsd").GetString()!,
                System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_same_words_in_another_order_and_a_newer_image_are_the_same_order()
    {
        var order = EmulatedAccount.Order() with
        {
            OpenPorts = [VmPort.Parse("80/tcp"), VmPort.Parse("443/tcp")],
            Constraints = new VmConstraints { Countries = ["PL", "DE"], Configuration = "cpu-2-ram-4gb-storage-25gb" },
        };
        var first = await _account.Orders.PlaceAsync(order, "k");
        var again = await _account.Orders.PlaceAsync(
            order with
            {
                OpenPorts = [.. order.OpenPorts.Reverse()],
                Constraints = order.Constraints with { Countries = ["de", "pl"], MaxTotalPricePerEpoch = 99m },
            },
            "k");

        Assert.Equal(first.VmIds, again.VmIds);
        Assert.Equal(1, _account.Emulator.CountOf("CreateVm"));
    }

    private Task RenameAsync(string id, string name) =>
        _account.Client.UpdateVmsAsync([new VmUpdate { Id = id, Name = name }], default);

    /// <summary>Creates three of whatever is ordered.</summary>
    private sealed class PartialTransport : HttpMessageHandler
    {
        private const string Estimate =
            """{"depositAmountUsdc":"2","depositEpochs":2,"totalPricePerEpoch":"1","maxPricePerEpoch":"0.2","instances":5}""";

        private static string Created =>
            $"[{string.Join(",", Enumerable.Range(1, 3).Select(each => $$"""{"vmId":"{{Connections.Id(each)}}"}"""))}]";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(
                    request.Method == HttpMethod.Get ? "[]"
                    : request.RequestUri!.AbsolutePath == "/vms/v3" ? Created
                    : Estimate),
            });
    }
}
