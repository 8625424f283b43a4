using System.Net;
using System.Net.Sockets;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>What can happen to an order on its way, apart from what the emulator itself can plant.</summary>
public enum OrderFate
{
    Arrives,

    /// <summary>No connection opens.</summary>
    Refused,

    /// <summary>The VMs are created, and the response never comes in time.</summary>
    TimesOut,

    /// <summary>Nothing is created, and no response comes in time.</summary>
    TimesOutBefore,

    /// <summary>No response comes in time, and the VMs are created minutes later.</summary>
    ArrivesLate,

    /// <summary>The VMs are created, and a gateway answers with an error.</summary>
    GatewayFails,

    /// <summary>The VMs are created, and this process is dead before the response.</summary>
    DiesAfter,

    /// <summary>This process is dead before the order is sent.</summary>
    DiesBefore,
}

/// <summary>Decides the fate of the next order.</summary>
internal sealed class OrderFaults : DelegatingHandler
{
    private readonly List<(DateTimeOffset Due, HttpRequestMessage Request)> _late = [];
    private TaskCompletionSource _dead = NewDeath();

    public OrderFate Next { get; set; }

    /// <summary>How many requests of an order pass before its fate strikes.</summary>
    public int Skip { get; set; }

    /// <summary>Which requests are those of an order.</summary>
    public Func<HttpRequestMessage, bool> IsOrder { get; set; } =
        request => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/vms/v3";

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>How late an order arrives that does.</summary>
    public TimeSpan Lateness { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Ends when the process of an order that dies has died: the call itself never comes back.</summary>
    public Task Death => _dead.Task;

    /// <summary>Runs between the arrival of an order and its response.</summary>
    public Func<Task> AfterOrder { get; set; } = () => Task.CompletedTask;

    /// <summary>Runs before an order that never arrives is given up.</summary>
    public Func<Task> BeforeLoss { get; set; } = () => Task.CompletedTask;

    /// <summary>What a gateway that fails answers with.</summary>
    public int GatewayStatus { get; set; } = 502;

    /// <summary>The body of the last order.</summary>
    public string? LastOrder { get; private set; }

    public OrderFaults Around(HttpMessageHandler handler)
    {
        InnerHandler = handler;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await DeliverLateOnesAsync();
        if (!IsOrder(request) || --Skip >= 0)
        {
            return await base.SendAsync(request, cancellationToken);
        }
        LastOrder = await request.Content!.ReadAsStringAsync(cancellationToken);
        var fate = Next;
        Next = OrderFate.Arrives;
        switch (fate)
        {
            case OrderFate.Refused:
                throw new HttpRequestException("Connection refused", new SocketException((int)SocketError.ConnectionRefused));
            case OrderFate.TimesOutBefore:
                await BeforeLoss();
                throw new TimeoutException("No response within 100 seconds.");
            case OrderFate.ArrivesLate:
                var copy = await CopyAsync(request);
                lock (_late)
                {
                    _late.Add((Time.GetUtcNow() + Lateness, copy));
                }
                throw new TimeoutException("No response within 100 seconds.");
            case OrderFate.DiesBefore:
                return await DieAsync();
        }
        var response = await base.SendAsync(request, cancellationToken);
        await AfterOrder();
        return fate switch
        {
            OrderFate.TimesOut => throw new TimeoutException("No response within 100 seconds."),
            OrderFate.GatewayFails => new HttpResponseMessage((HttpStatusCode)GatewayStatus) { RequestMessage = request },
            OrderFate.DiesAfter => await DieAsync(),
            _ => response,
        };
    }

    private static TaskCompletionSource NewDeath() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync()),
        };
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        copy.Content.Headers.ContentType = request.Content.Headers.ContentType;
        return copy;
    }

    private async Task DeliverLateOnesAsync()
    {
        List<HttpRequestMessage> due;
        lock (_late)
        {
            due = [.. _late.Where(late => late.Due <= Time.GetUtcNow()).Select(late => late.Request)];
            _late.RemoveAll(late => due.Contains(late.Request));
        }
        foreach (var request in due)
        {
            try
            {
                using var response = await base.SendAsync(request, CancellationToken.None);
            }
            catch (HttpRequestException)
            {
                // Nobody waits for this response any more.
            }
        }
    }

    private Task<HttpResponseMessage> DieAsync()
    {
        var death = _dead;
        _dead = NewDeath();
        death.SetResult();
        return new TaskCompletionSource<HttpResponseMessage>().Task;
    }
}
