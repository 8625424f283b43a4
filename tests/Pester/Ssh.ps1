# What the Pester files about logins share: a real sshd on this machine's loopback addresses, and a service that names them.
if ($TestDrive) { $env:FLUENCEVM_HOME = Join-Path $TestDrive 'home' }

# Why no sshd can be started here; nothing if one can.
function Get-SshObstacle {
    if ($IsWindows -or $PSVersionTable.PSEdition -eq 'Desktop') { return 'The sshd of the tests is started as Debian has it.' }
    foreach ($program in 'ssh', 'ssh-keygen') {
        if (-not (Get-Command $program -CommandType Application -ErrorAction Ignore)) { return "There is no $program." }
    }
    if (-not (Test-Path /usr/sbin/sshd)) { return 'There is no sshd: install openssh-server.' }
    if ((id -u) -ne 0) { return 'sshd logs in to other accounts only as root.' }
}

# Starts an sshd with a host key of its own, for a key of its own. Its port is below those that the system gives to connections: of one
# that is taken at one address, sshd listens at the others.
function Start-TestSshd([string] $Folder, [int] $Port = (Get-Random -Minimum 20000 -Maximum 32000)) {
    $null = New-Item -ItemType Directory -Force $Folder, /run/sshd
    if (-not (Test-Path "$Folder/client")) { ssh-keygen -q -t ed25519 -N '' -f "$Folder/client" }
    Remove-Item "$Folder/host*" -ErrorAction Ignore
    ssh-keygen -q -t ed25519 -N '' -f "$Folder/host"
    Set-Content "$Folder/sshd_config" @"
Port $Port
ListenAddress 127.0.0.1
ListenAddress 127.0.0.2
ListenAddress 127.0.0.3
HostKey $Folder/host
AuthorizedKeysFile $Folder/client.pub
PidFile $Folder/pid
PermitRootLogin yes
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
"@
    $process = Start-Process /usr/sbin/sshd -ArgumentList '-D', '-f', "$Folder/sshd_config", '-E', "$Folder/log" `
        -PassThru -RedirectStandardOutput "$Folder/out" -RedirectStandardError "$Folder/err" -RedirectStandardInput /dev/null
    # It makes its file of the process id once it listens.
    while (-not (Test-Path "$Folder/pid")) {
        if ($process.HasExited) { throw (Get-Content "$Folder/log" -Raw) }
    }
    [pscustomobject]@{ Process = $process; Port = $Port; Folder = $Folder; Key = "$Folder/client"; User = (id -un) }
}

function Stop-TestSshd($Sshd) {
    $Sshd.Process.Kill()
    $Sshd.Process.WaitForExit()
    Remove-Item "$($Sshd.Folder)/pid" -ErrorAction Ignore
}

# A service with VMs of these ids, names and addresses.
function Start-VmService([hashtable[]] $Vm) {
    $items = foreach ($each in $Vm) {
        @{
            id = '0x' + ([string]$each.Id).PadLeft(40, '0'); vmName = $each.Name; status = 'Active'; pricePerEpoch = '0.298160'
            resources = @(); createdAt = '2026-01-01T00:00:00Z'; publicIp = $each.Address; osImage = $each.Image; ports = @()
        }
    }
    $server = Start-TestServer -With @{ Text = ConvertTo-Json @($items) -Depth 5 } { param($request, $with)
        if ($request.Path -like '*images*' -or $request.Path -like '*default*') { return @{ Body = '[]' } }
        @{ Body = $with.Text }
    }
    $null = Connect-Fluence -Endpoint $server.Uri -ApiKey $Canary -ApiVersion MarketV3
    $server
}
