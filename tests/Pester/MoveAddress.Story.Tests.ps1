BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Move the address' {
    BeforeEach {
        # Its clock runs so fast that a restart is over by the next request.
        $emulator = Connect-TestCloud -ClockRate 100
        $first, $second = New-FluenceVm mover ubuntu-22-04-x64 laptop -Count 2 -Country PL -Wait -PollSec 0.05
        $address = New-FluencePublicIp front $first.Cluster
        Step-VmEmulator 00:00:10
    }
    AfterEach { Disconnect-TestEmulator }

    It 'gives it to one VM, moves it to another with both restarts, and takes it back' {
        $address | Should -BeOfType FluenceVm.Model.PublicIp
        $address.PricePerHour | Should -BeGreaterThan 0
        $given = $address | Set-FluencePublicIp -Vm $first -Restart -PassThru -WarningVariable told
        $given.VmId | Should -Be $first.Id
        $told | Should -BeNullOrEmpty
        (Get-FluenceVm $first).PublicIp | Should -Be $given.Address
        (Get-FluenceVm $first).RestartRequired | Should -BeFalse

        (Set-FluencePublicIp front -Vm $second -Restart -PassThru).VmId | Should -Be $second.Id
        (Get-FluenceVm $second).PublicIp | Should -Be $given.Address
        (Get-FluenceVm $first).PublicIp | Should -BeNullOrEmpty

        Set-FluencePublicIp front -Detach -Restart
        (Get-FluencePublicIp front).VmId | Should -BeNullOrEmpty
        Remove-FluencePublicIp front -Confirm:$false
        Step-VmEmulator 00:00:10
        Get-FluencePublicIp fron* | Should -BeNullOrEmpty
    }

    It 'says what a restart is needed for, and goes on after it' {
        Set-FluencePublicIp front -Vm $first -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike "*Restart-FluenceVm $($first.Id)*"
        Step-VmEmulator 00:00:10
        (Get-FluenceVm $first).RestartRequired | Should -BeTrue
        { Set-FluencePublicIp front -Vm $second -ErrorAction Stop } | Should -Throw -ErrorId 'AddressHeldUntilRestart,*'
        (Get-FluencePublicIp front).VmId | Should -Be $first.Id
        Set-FluencePublicIp front -Detach -WarningAction SilentlyContinue
        Step-VmEmulator 00:00:10
        Restart-FluenceVm $first -Confirm:$false
        Step-VmEmulator 00:01:00
        (Set-FluencePublicIp front -Vm $second -PassThru -WarningAction SilentlyContinue).VmId | Should -Be $second.Id
    }

    It 'names both VMs and the price before, and -WhatIf only reads' {
        $null = Set-FluencePublicIp front -Vm $first -Restart
        $before = @(Get-VmEmulator -Requests | Where-Object { $_.Method -ne 'GET' -and $_.Operation -ne 'Estimate' }).Count
        $said = Invoke-FreshShell @"
            `$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion Cloud
            Set-FluencePublicIp front -Vm $($second.Id) -Restart -WhatIf
            New-FluencePublicIp more $($second.Cluster) -WhatIf
"@
        $said | Should -Match "take it from VM mover-1 \($($first.Id)\).*give it to VM mover-2 \($($second.Id)\)"
        $said | Should -Match 'Make public address more in .*: 0\.\d+ USD per hour'
        @(Get-VmEmulator -Requests | Where-Object { $_.Method -ne 'GET' -and $_.Operation -ne 'Estimate' }).Count | Should -Be $before
        (Get-FluencePublicIp front).VmId | Should -Be $first.Id
        { Remove-FluencePublicIp front -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PublicIpInUse,*'
    }

    It 'refuses a VM of another cluster, and sends nothing' {
        { Set-FluencePublicIp front -Vm app-2 -ErrorAction Stop } | Should -Throw -ErrorId 'PartInAnotherCluster,*'
        Get-Request Interfaces POST | Should -BeNullOrEmpty
    }

    It 'makes it the way by which its VM reaches the world' {
        { Set-FluencePublicIp front -Default } | Should -Throw -ErrorId 'AddressWithoutVm,*'
        Set-FluencePublicIp front -Vm $first -Default -Restart
        $interfaces = Invoke-RestMethod "$($emulator.Uri)v3/vms/$($first.Id)/interfaces" -Headers @{ 'X-API-KEY' = $emulator.ApiKey }
        ($interfaces.items | Where-Object default).publicIpId | Should -Be $address.Id
        $before = @(Get-Request Interfaces POST).Count
        Set-FluencePublicIp front -Default
        @(Get-Request Interfaces POST).Count | Should -Be $before
    }

    It 'makes it that of a draft again, after somebody chose the private network in the console' {
        $draft = New-FluenceVm later ubuntu-22-04-x64 laptop -Country PL -PublicIp -NoProvision
        $own = Get-FluencePublicIp | Where-Object VmId -eq $draft.Id
        $service = @{ Headers = @{ 'X-API-KEY' = $emulator.ApiKey } }
        $path = "$($emulator.Uri)v3/vms/$($draft.Id)/interfaces"
        function Get-WayOut { (Invoke-RestMethod $path @service).items | Where-Object default }
        $private = (Invoke-RestMethod $path @service).items | Where-Object kind -eq private
        $null = Invoke-RestMethod "$path/$($private.id)/default" -Method Post @service
        (Get-WayOut).id | Should -Be $private.id
        $own | Set-FluencePublicIp -Default
        (Get-WayOut).publicIpId | Should -Be $own.Id
        (Get-Request Interfaces POST)[-1].Path | Should -BeLike '*/default'
    }

    It 'renames, refuses a name that the service would refuse, and wants to be told what to do' {
        (Set-FluencePublicIp front -NewName back -PassThru).Name | Should -Be 'back'
        { Set-FluencePublicIp back -NewName 'Not Good' } | Should -Throw -ErrorId 'CloudNameInvalid,*'
        { Set-FluencePublicIp back } | Should -Throw -ErrorId 'NothingToChange,*'
    }

    It 'says in one sentence what the key may not do, and changes nothing' {
        $reader = Connect-LimitedCloud $emulator public_ip:read, vms:read, clusters:read, prices:read
        (Get-FluencePublicIp front -Connection $reader).Id | Should -Be $address.Id
        { New-FluencePublicIp more $first.Cluster -Connection $reader } | Should -Throw -ErrorId 'AccessDenied,*'
        { Set-FluencePublicIp front -Vm $first -Connection $reader } | Should -Throw -ErrorId 'AccessDenied,*'
        { Remove-FluencePublicIp front -Connection $reader -Confirm:$false } | Should -Throw -ErrorId 'AccessDenied,*'
        $blind = Connect-LimitedCloud $emulator public_ip:read
        (Get-FluencePublicIp front -Connection $blind).PricePerHour | Should -BeNullOrEmpty
        (Get-FluencePublicIp front).VmId | Should -BeNullOrEmpty
    }

    It 'buys one address under one key, and none without money' {
        $cluster = $first.Cluster
        $bought = New-FluencePublicIp once $cluster -OrderKey address-1
        (New-FluencePublicIp once $cluster -OrderKey address-1).Id | Should -Be $bought.Id
        @(Get-FluencePublicIp once).Count | Should -Be 1
        Step-VmEmulator 400.00:00:00
        { New-FluencePublicIp poor $cluster -ErrorAction Stop } | Should -Throw -ErrorId 'AccountInDebt,*'
    }
}
