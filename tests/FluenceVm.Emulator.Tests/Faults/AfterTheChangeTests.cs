using FluenceVm.Emulator.Hosting.Server;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Faults;

/// <summary>Faults that strike once the change is made, wholly or in part.</summary>
public sealed class AfterTheChangeTests() : EmulatorTest(withFleet: false)
{
    [Theory]
    [InlineData(408)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(499)]
    [InlineData(502)]
    public async Task A_status_comes_although_the_change_is_made(int status)
    {
        Emulator.SetFault(
            new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.StatusAfter, StatusCode = status, Count = 1 });

        var response = await Client.Post("vms/v3", EmulatorClient.OrderBody());

        Assert.Equal(status, response.Status);
        Assert.NotNull(response.Error);
        Assert.Single(await Client.Vms());
    }

    [Theory]
    [InlineData(EmulatorFaultBody.Service, "{\"error\":")]
    [InlineData(EmulatorFaultBody.Html, "<html>")]
    [InlineData(EmulatorFaultBody.Json, "{\"message\":")]
    [InlineData(EmulatorFaultBody.Empty, "")]
    public async Task A_status_has_the_body_that_was_asked_for(EmulatorFaultBody body, string start)
    {
        foreach (var kind in new[] { EmulatorFaultKind.Status, EmulatorFaultKind.StatusAfter, EmulatorFaultKind.Throttle })
        {
            Emulator.ClearFaults();
            Emulator.SetFault(new EmulatorFault { Kind = kind, Body = body, StatusCode = 504, RetryAfter = TimeSpan.FromSeconds(9) });

            var response = await Client.Get("vms/v3");

            Assert.Equal(kind == EmulatorFaultKind.Throttle ? 429 : 504, response.Status);
            Assert.StartsWith(start, response.Text, StringComparison.Ordinal);
            Assert.Equal(start.Length == 0, response.Text.Length == 0);
            Assert.Equal(TimeSpan.FromSeconds(9), response.RetryAfter);
        }
    }

    [Theory]
    [InlineData(EmulatorFaultKind.StatusAfter)]
    [InlineData(EmulatorFaultKind.DropAfter)]
    public async Task An_order_of_several_is_cut_in_the_middle(EmulatorFaultKind kind)
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = kind, CutAfter = 2, StatusCode = 500, Count = 1 });

        await Attempt(() => Client.Post("vms/v3", EmulatorClient.OrderBody(5)), kind);

        Assert.Equal(2, (await Client.Vms()).Count);
        Assert.Equal(Emulator.Account.Ledger.PaidIn, Sum());
    }

    [Fact]
    public async Task A_removal_and_a_change_of_several_are_cut_in_the_middle()
    {
        var ids = await Client.Order(4);
        Emulator.SetFault(new EmulatorFault { Operation = "UpdateVm", Kind = EmulatorFaultKind.StatusAfter, CutAfter = 1 });
        Emulator.SetFault(new EmulatorFault { Operation = "DeleteVm", Kind = EmulatorFaultKind.StatusAfter, CutAfter = 3 });
        var updates = string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","vmName":"renamed"}"""));

        await Client.Send(HttpMethod.Patch, "vms/v3", $$"""{"updates":[{{updates}}]}""");
        await Client.Delete($$"""{"vmIds":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}""");

        var vms = await Client.Vms();
        Assert.Equal(["renamed", "ordered", "ordered", "ordered"], vms.Select(vm => (string?)vm["vmName"]));
        Assert.Equal(["Stopped", "Stopped", "Stopped", "New"], vms.Select(vm => (string?)vm["status"]));
    }

    [Fact]
    public async Task A_change_with_fewer_parts_than_the_cut_is_made_as_a_whole()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.StatusAfter, CutAfter = 9 });

        await Client.Post("vms/v3", EmulatorClient.OrderBody(3));

        Assert.Equal(3, (await Client.Vms()).Count);
    }

    [Fact]
    public async Task A_duplicated_request_is_carried_out_twice()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.Duplicate, Count = 1 });

        var id = Assert.Single(await Client.Order());

        var vms = await Client.Vms();
        Assert.Equal(2, vms.Count);
        Assert.Equal(id, (string?)vms[1]["id"]);
    }

    [Fact]
    public async Task Half_a_body_arrives_and_then_the_connection_is_lost()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.Half });
        using var remote = new EmulatorClient(new SocketsHttpHandler(), Emulator.Listen(0, new ServerLimits()), Emulator.ApiKey);

        foreach (var client in new[] { Client, remote })
        {
            await Attempt(() => client.Order(), EmulatorFaultKind.DropAfter);
        }
        Assert.Equal(2, (await Client.Vms()).Count);
    }

    [Fact]
    public async Task The_half_that_arrives_is_the_beginning_of_the_body()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "ListCatalog", Kind = EmulatorFaultKind.Half, Count = 2 });
        using var raw = new RawClient(Emulator.Listen(0, new ServerLimits()));
        await raw.Send($"GET /marketplace/countries HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: {Emulator.ApiKey}\r\n\r\n");
        var received = await raw.ReadToEnd();
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Uri };
        http.DefaultRequestHeaders.Add("X-API-KEY", Emulator.ApiKey);
        using var response = await http.GetAsync("marketplace/countries", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var buffer = new char[1000];
        var read = await reader.ReadAsync(buffer);

        var whole = (await Client.Get("marketplace/countries")).Text;
        Assert.EndsWith(
            $"Content-Length: {whole.Length}",
            received.Split("\r\n").First(line => line.StartsWith("Content-L", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Equal(whole[..(whole.Length / 2)], received.Split("\r\n\r\n")[1]);
        Assert.Equal(whole.Length, response.Content.Headers.ContentLength);
        Assert.Equal(whole[..(whole.Length / 2)], new string(buffer, 0, read));
        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_response_that_is_delayed_comes_after_the_change()
    {
        Emulator.SetFault(
            new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.DelayAfter, Delay = TimeSpan.FromHours(1), Count = 1 });
        using var impatient = new CancellationTokenSource();
        var order = Client.Send(HttpMethod.Post, "vms/v3", EmulatorClient.OrderBody(), impatient.Token);

        Assert.Single(await Client.Vms());
        Assert.False(order.IsCompleted);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => order);
    }

    [Fact]
    public async Task A_late_request_arrives_when_its_time_has_come()
    {
        Emulator.SetFault(
            new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.Late, Delay = TimeSpan.FromMinutes(5), Count = 1 });
        await Attempt(() => Client.Order(name: "late"), EmulatorFaultKind.DropAfter);
        await Client.Order(name: "punctual");

        Emulator.Step(TimeSpan.FromMinutes(4));
        Assert.Equal(["punctual"], (await Client.Vms()).Select(vm => (string?)vm["vmName"]));
        Emulator.Step(TimeSpan.FromHours(4));
        var late = await Client.Vm("late");
        Assert.Equal(Emulator.Now - TimeSpan.FromMinutes(239), (DateTimeOffset)late["createdAt"]!);
        Assert.Equal("Active", (string?)late["status"]);
    }

    [Fact]
    public void A_cut_of_nothing_and_of_a_response_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Kind = EmulatorFaultKind.StatusAfter, CutAfter = 0 }));
        Assert.Throws<ArgumentException>(() => Emulator.SetFault(new EmulatorFault { Kind = EmulatorFaultKind.Garbage, CutAfter = 1 }));
    }

    private static async Task Attempt(Func<Task> request, EmulatorFaultKind kind)
    {
        if (kind == EmulatorFaultKind.DropAfter)
        {
            await Assert.ThrowsAsync<HttpRequestException>(request);
        }
        else
        {
            await request();
        }
    }

    private long Sum()
    {
        var ledger = Emulator.Account.Ledger;
        return ledger.Balance + ledger.Reserved + ledger.Spent;
    }
}
