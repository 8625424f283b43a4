# What every Pester file begins with: the module under test, a clean environment, a server that answers as told.
$ErrorActionPreference = 'Stop'
Remove-Item Env:FLUENCE_API_KEY, Env:FLUENCE_ENDPOINT -ErrorAction Ignore
if (-not $env:FLUENCEVM_MODULE) { $env:FLUENCEVM_MODULE = Join-Path $PSScriptRoot '../../out/FluenceVm' }
Import-Module $env:FLUENCEVM_MODULE

# Nobody's own journal is written to.
$env:FLUENCEVM_HOME = Join-Path $TestDrive home

# The generation that Connect-Fluence takes in tests that don't say: run.ps1 runs the suite once in each of Generations.json.
$script:Generation = $env:FLUENCEVM_TEST_GENERATION
if (-not $Generation) { $script:Generation = (ConvertFrom-Json ([IO.File]::ReadAllText("$PSScriptRoot/Generations.json")))[0] }
# For calls whose errors and warnings the test looks at itself.
$script:Quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
# What differs from one generation to the other: how it calls a VM that runs, one that its provider ended, the currency of
# prices, the unit of memory; how ids begin; which operation tells statuses.
$script:Running, $script:Ended, $script:Currency, $script:MemoryUnit, $script:IdStart, $script:StatusOperation =
    if ($Generation -eq 'Cloud') {
        'launched', 'failed', 'USD', 'GB', 'fa4e', 'ListVms'
    } else { 'Active', 'Terminated', 'USDC', 'GiB', '0x', 'GetVmStatus' }

# The name of the size with so many cores and twice the memory.
function Get-Configuration([int] $Cpu) {
    if ($Generation -eq 'Cloud') { "cpu-regular-${Cpu}vcpu-$(2 * $Cpu)gb" } else { "cpu-$Cpu-ram-$(2 * $Cpu)gb-storage-25gb" }
}
$PSDefaultParameterValues['Connect-Fluence:ApiVersion'] = $Generation

# Visibly no key of anybody; long enough for a hint of its last four characters.
$script:Canary = 'canary-0000-this-is-no-real-key-9f3b'

# A loopback server. The script block gets each request and returns @{ Status; Body; Headers } or $null to drop the connection.
function Start-TestServer([scriptblock] $Answer, [hashtable] $With = @{}) {
    $listener = $null
    foreach ($port in 1..50 | ForEach-Object { Get-Random -Minimum 20000 -Maximum 60000 }) {
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        try { $listener.Start(); break } catch { $listener = $null }
    }
    $requests = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new())
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($listener, $requests, $answerText, $with)
        $answer = [scriptblock]::Create($answerText)
        while ($listener.IsListening) {
            try { $context = $listener.GetContext() } catch { break }
            try {
                $reader = [IO.StreamReader]::new($context.Request.InputStream)
                $request = [pscustomobject]@{
                    Method  = $context.Request.HttpMethod
                    Path    = $context.Request.Url.AbsolutePath
                    Query   = $context.Request.Url.Query
                    Body    = $reader.ReadToEnd()
                    Headers = $context.Request.Headers
                    Number  = $requests.Count + 1
                    Context = $context
                }
                $null = $requests.Add($request)
                $reply = & $answer $request $with
                if ($null -eq $reply) {
                    # On Unix, Abort sends an empty 200; only its socket can be cut there.
                    $flags = [Reflection.BindingFlags]'Instance, NonPublic'
                    $connection = $context.GetType().GetProperty('Connection', $flags)
                    $socket = if ($connection) { $connection.PropertyType.GetField('_socket', $flags) }
                    if ($socket) { $socket.GetValue($connection.GetValue($context)).Close() }
                    $context.Response.Abort()
                    continue
                }
                $context.Response.StatusCode = if ($reply.Status) { $reply.Status } else { 200 }
                if ($reply.Headers) { foreach ($name in $reply.Headers.Keys) { $context.Response.AddHeader($name, $reply.Headers[$name]) } }
                $bytes = [Text.Encoding]::UTF8.GetBytes([string]$reply.Body)
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
            catch { try { $context.Response.Abort() } catch { $null = $_ } }
        }
    }).AddArgument($listener).AddArgument($requests).AddArgument("$Answer").AddArgument($With)
    $running = $shell.BeginInvoke()
    [pscustomobject]@{
        Uri = [uri]"http://127.0.0.1:$port/"
        Requests = $requests
        Listener = $listener
        Shell = $shell
        Running = $running
    }
}

function Stop-TestServer($Server) {
    $Server.Listener.Close()
    $null = $Server.Shell.BeginStop($null, $null)
}

# The text of $Count VMs in the shape of vms/v3.
function Get-VmListText([int] $Count) {
    $items = foreach ($number in 1..$Count) {
        ('{{"id":"0x{0:x40}","vmName":"vm-{0}","status":"Active","pricePerEpoch":"0.298160","resources":[{{"type":"VCPU",' +
            ('"quantity":2,"metadata":{{"brand":"EPYC"}},"details":{{}}}},{{"type":"RAM","supply":4,"units":"GiB"}},' +
                ('{{"type":"STORAGE","supply":25,"units":"GiB"}}],"createdAt":"2026-01-01T00:00:00Z",' +
                    ('"nextBillingAt":"2026-01-02T17:55:00Z","datacenter":{{"countryCode":"PL","cityCode":"WAW","cityIndex":1,' +
                        ('"tier":3,"certifications":[]}},"publicIp":"203.0.113.1","ports":[{{"port":22,"protocol":"tcp"}}],' +
                            '"reservedBalance":"0.298160","totalSpent":"1.2"}}'))))) -f $number
    }
    '[' + ($items -join ',') + ']'
}

# Asks a service and returns what it answers, whatever the status. Invoke-WebRequest of Windows PowerShell has no such switch.
function Send-TestRequest([string] $Uri, [string] $ApiKey) {
    Add-Type -AssemblyName System.Net.Http
    $client = [Net.Http.HttpClient]::new()
    try {
        if ($ApiKey) { $client.DefaultRequestHeaders.Add('X-API-KEY', $ApiKey) }
        $client.GetAsync($Uri).GetAwaiter().GetResult()
    }
    finally { $client.Dispose() }
}

# A text without the colours that a terminal would get.
function Remove-Colour([string] $Text) { $Text -replace "$([char]27)\[[\d;]*m" }

# What starts this PowerShell once more, and the arguments that come first: as a .NET tool it is a library that dotnet runs.
$script:Program = (Get-Process -Id $PID).Path
$script:ProgramStart = @(if ([IO.Path]::GetFileNameWithoutExtension($Program) -eq 'dotnet') { Join-Path $PSHOME pwsh.dll })

# Runs a script in a fresh process of the same PowerShell and returns all that it printed.
function Invoke-FreshShell([string] $Script) {
    # Windows PowerShell makes errors of what a program writes to its error output.
    $ErrorActionPreference = 'Continue'
    $start = "Import-Module '$env:FLUENCEVM_MODULE'`n`$PSDefaultParameterValues['Connect-Fluence:ApiVersion'] = '$Generation'"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("$start`n$Script"))
    & $Program @ProgramStart -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1 | Out-String
}

# An emulator on a port, and the connection to it that later cmdlets use. Its clock runs so fast that a VM has launched by the next request.
function Connect-TestEmulator([double] $ClockRate = 1000) {
    $started = Start-VmEmulator -ClockRate $ClockRate
    $endpoint = $started.Uri
    if ($env:FLUENCEVM_TEST_RELAY) {
        # Through tests/Interop/Relay.cs, which knows the emulator by this address. Its orders are kept on the disk.
        $endpoint = "http://127.$($started.Uri.Port -shr 8).$($started.Uri.Port -band 255).1:$env:FLUENCEVM_TEST_RELAY/"
        $env:FLUENCEVM_HOME = Join-Path $TestDrive ([guid]::NewGuid())
    }
    $null = Connect-Fluence -Endpoint $endpoint -ApiKey $started.ApiKey -ApiVersion $Generation
    $started
}

# An emulator and the connection to it of generation Cloud, whatever the suite's generation is: it is the only one of this session.
function Connect-TestCloud([double] $ClockRate = 0) {
    Get-VmEmulator | Stop-VmEmulator
    $started = Start-VmEmulator -ClockRate $ClockRate
    $null = Connect-Fluence -Endpoint $started.Uri -ApiKey $started.ApiKey -ApiVersion Cloud
    $started
}

# A connection to an emulator whose key may do only this.
function Connect-LimitedCloud($Emulator, [string[]] $Scope) {
    $body = @{ name = 'limited'; scopes = $Scope; expiresAt = '2099-01-01T00:00:00Z' } | ConvertTo-Json
    $key = Invoke-RestMethod "$($Emulator.Uri)v3/api-keys" -Method Post -Headers @{ 'X-API-KEY' = $Emulator.ApiKey } `
        -ContentType application/json -Body $body
    $limited = Connect-Fluence -Endpoint $Emulator.Uri -ApiKey $key.value -ApiVersion Cloud
    # The current connection is the account's own again.
    $null = Connect-Fluence -Endpoint $Emulator.Uri -ApiKey $Emulator.ApiKey -ApiVersion Cloud
    $limited
}

function Disconnect-TestEmulator {
    if ($env:FLUENCEVM_TEST_RELAY) { Remove-Item Env:FLUENCEVM_HOME -ErrorAction Ignore }
    Disconnect-Fluence
    Get-VmEmulator | Stop-VmEmulator
}

# What the one emulator was asked of an operation.
function Get-Request([string] $Operation, [string] $Method = '*') {
    Get-VmEmulator -Requests | Where-Object { $_.Operation -like $Operation -and $_.Method -like $Method }
}

# A public key that opens nothing: its bytes only say so.
function Get-FakePublicKey([string] $Comment = 'nobody@nowhere', [string] $Bytes = 'no secret key belongs to this one') {
    $algorithm = [Text.Encoding]::ASCII.GetBytes('ssh-ed25519')
    $key = [Text.Encoding]::ASCII.GetBytes($Bytes.PadRight(32, '.').Substring(0, 32))
    $blob = [byte[]]((0, 0, 0, $algorithm.Length) + $algorithm + (0, 0, 0, $key.Length) + $key)
    "ssh-ed25519 $([Convert]::ToBase64String($blob)) $Comment"
}
