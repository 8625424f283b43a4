using System.Net.Sockets;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>What can happen to an order on its way, apart from what the emulator itself can plant.</summary>
public enum OrderFate
{
    Arrives,

    /// <summary>No connection opens.</summary>
    Refused,

    /// <summary>The VMs are created, and the answer never comes in time.</summary>
    TimesOut,

    /// <summary>Nothing is created, and no answer comes in time.</summary>
    TimesOutBefore,

    /// <summary>The VMs are created, and this process is dead before the answer.</summary>
    DiesAfter,

    /// <summary>This process is dead before the order is sent.</summary>
    DiesBefore,
}

/// <summary>Decides the fate of the next order.</summary>
internal sealed class OrderFaults : DelegatingHandler
{
    private TaskCompletionSource _dead = NewDeath();

    public OrderFate Next { get; set; }

    /// <summary>Ends when the process of an order that dies has died: the call itself never comes back.</summary>
    public Task Death => _dead.Task;

    /// <summary>Runs between the arrival of an order and its answer.</summary>
    public Func<Task> AfterOrder { get; set; } = () => Task.CompletedTask;

    public OrderFaults Around(HttpMessageHandler handler)
    {
        InnerHandler = handler;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post || request.RequestUri!.AbsolutePath != "/vms/v3")
        {
            return await base.SendAsync(request, cancellationToken);
        }
        var fate = Next;
        Next = OrderFate.Arrives;
        switch (fate)
        {
            case OrderFate.Refused:
                throw new HttpRequestException("Connection refused", new SocketException((int)SocketError.ConnectionRefused));
            case OrderFate.TimesOutBefore:
                throw new TimeoutException("No answer within 100 seconds.");
            case OrderFate.DiesBefore:
                return await DieAsync();
        }
        var answer = await base.SendAsync(request, cancellationToken);
        await AfterOrder();
        return fate switch
        {
            OrderFate.TimesOut => throw new TimeoutException("No answer within 100 seconds."),
            OrderFate.DiesAfter => await DieAsync(),
            _ => answer,
        };
    }

    private static TaskCompletionSource NewDeath() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<HttpResponseMessage> DieAsync()
    {
        var death = _dead;
        _dead = NewDeath();
        death.SetResult();
        return new TaskCompletionSource<HttpResponseMessage>().Task;
    }
}
