BeforeAll { . $PSScriptRoot/Setup.ps1 }

# The story of the README, on the service as it is today.
Describe 'A web server, from its estimate to nothing left' {
    BeforeAll {
        Remove-Module FluenceVm
        Import-Module $env:FLUENCEVM_MODULE
        $null = Connect-Fluence -Emulator -ApiVersion Auto
        $before = @(Get-FluenceOrphan).Count
        $key = Get-FakePublicKey 'laptop'
        $userData = "#cloud-config`npackages: [nginx]`n"
        $order = @{
            Name = 'web-9'
            Image = 'ubuntu-22-04-x64'
            SshKey = $key
            PublicIp = $true
            OpenPort = 443
            UserData = $userData
            OrderKey = [guid]::NewGuid()
        }
    }
    AfterAll { Disconnect-Fluence }

    It 'speaks Cloud' {
        (Get-FluenceContext).ApiVersion | Should -Be 'Cloud'
        (Get-FluenceContext).AccountId | Should -Not -BeNullOrEmpty
    }

    It 'tells the price by the hour before anything is ordered' {
        $estimate = Get-FluenceEstimate -PublicIp
        $estimate.PricePerHour | Should -BeGreaterThan 0
        $estimate.IncrementalPricePerHour | Should -Be $estimate.PricePerHour
        "$estimate" | Should -BeLike '* USD per hour *'
        New-FluenceVm @order -WhatIf
        Get-FluenceVm web-9 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-FluenceOrder $order.OrderKey -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'orders once, however often it is asked' {
        $script:vm = New-FluenceVm @order
        (New-FluenceVm @order).Id | Should -Be $vm.Id
        @(Get-FluenceVm web-9).Count | Should -Be 1
    }

    It 'waits until it runs, with its address and its ports' {
        Get-VmEmulator | Step-VmEmulator -By '00:05:00'
        $vm | Wait-FluenceVm
        $script:vm = Get-FluenceVm -Id $vm.Id
        $vm.IsRunning | Should -BeTrue
        $vm.PublicIp | Should -Match '^\d+\.\d+\.\d+\.\d+$'
        $vm.PrivateIp | Should -Match '^\d+\.\d+\.\d+\.\d+$'
        "$($vm.Ports)" | Should -Be '22/tcp 443/tcp'
        (Get-FluenceVm -Status Active).Name | Should -Contain 'web-9'
    }

    It 'renames it, opens another port at once, and restarts it' {
        $vm | Set-FluenceVm -NewName web-10 -AddPort 8443
        $script:vm = Get-FluenceVm -Id $vm.Id
        $vm.Name | Should -Be 'web-10'
        "$($vm.Ports)" | Should -Be '22/tcp 443/tcp 8443/tcp'
        $vm.RestartRequired | Should -BeFalse
        ($vm | Restart-FluenceVm -Soft -PassThru).Status | Should -Be 'softRebooting'
        Get-VmEmulator | Step-VmEmulator -By '00:01:00'
    }

    It 'says what it costs' {
        $vm.PricePerHour | Should -BeGreaterThan 0
        $vm.Currency | Should -Be 'USD'
        (Get-FluenceBalance).Amount | Should -BeGreaterThan 0
    }

    It 'removes it with everything that came with it' {
        $vm | Remove-FluenceVm -Confirm:$false -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        Get-VmEmulator | Step-VmEmulator -By '1.00:30:00'
        Get-FluenceVm web-10 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @(Get-FluenceOrphan | Where-Object Type -ne 'DRAFT').Count | Should -Be $before
    }
}
