#include "kernel/files/photo_workshop.h"

#include <unistd.h>

#include "base/log.h"
#include "base/refusal.h"
#include "kernel/files/image_header.h"
#include "kernel/files/photo_helper.h"

namespace cityhall {
namespace {

Refusal not_a_photo() {
  return invalid("photo.unreadable", _("This file is not a photo that we can read."), _("Send a JPEG, PNG or HEIC."));
}
Refusal damaged() {
  return invalid("photo.damaged", _("This photo is damaged or incomplete."), _("Send it again, or take a new one."));
}
Refusal too_many_pixels() {
  return invalid("photo.too_large", _("This photo has too many pixels."), _("Send one with less than 100 megapixels."));
}
Refusal too_slow() {
  return invalid("photo.too_slow", _("This photo takes too long to read."), _("Send it as a JPEG, or send a smaller one."));
}
Refusal too_many_bytes(std::uint64_t most) {
  return invalid("photo.too_many_bytes",
                 _("This photo has more than {most} megabytes.").with("most", std::to_string(most / (1024 * 1024))),
                 _("Send a smaller one; most phones offer that when they share a photo."));
}

/// Refuses by what the file says about itself, before anything decodes it.
void check_header(std::string_view upload, PhotoWorkshopOptions const& options) {
  if (upload.size() > options.upload_bytes_max) throw too_many_bytes(options.upload_bytes_max);
  auto const header = read_image_header(upload);
  if (!header) throw not_a_photo();
  if (header->width > photo_pixels_max || header->height > photo_pixels_max || header->width * header->height > photo_pixels_max)
    throw too_many_pixels();
}

std::filesystem::path program_of(std::filesystem::path const& given) {
  if (!given.empty()) return given;
  std::error_code fault;
  auto const beside = std::filesystem::read_symlink("/proc/self/exe", fault).parent_path() / "cityhall-photos";
  if (!fault && std::filesystem::exists(beside, fault)) return beside;
  return CITYHALL_PHOTOS_PROGRAM;  // in the build folder: tests, and a server that was not installed
}

}  // namespace

/// The right to use a helper; gives it back, or ends it.
class PhotoWorkshop::Lease {
 public:
  explicit Lease(PhotoWorkshop& workshop) : workshop_{workshop} {
    std::unique_lock lock{workshop_.mutex_};
    auto const free = [&] { return workshop_.busy_ < workshop_.options_.helpers; };
    if (!workshop_.freed_.wait_for(lock, workshop_.options_.wait_max, free))
      throw unavailable("photo.busy", _("Too many photos are being taken in at this moment."), _("Wait a minute, then send it again."));
    ++workshop_.busy_;
    if (workshop_.idle_.empty()) return;
    helper_ = std::move(workshop_.idle_.back());
    workshop_.idle_.pop_back();
  }
  ~Lease() {
    {
      std::lock_guard const lock{workshop_.mutex_};
      --workshop_.busy_;
      if (helper_ && helper_->photos() < workshop_.options_.photos_per_helper) workshop_.idle_.push_back(std::move(helper_));
    }
    workshop_.freed_.notify_one();
  }
  Lease(Lease const&) = delete;
  Lease& operator=(Lease const&) = delete;

  bool has_helper() const { return helper_ != nullptr; }
  Helper& helper() {
    if (!helper_) helper_ = std::make_unique<Helper>(program_of(workshop_.options_.program));
    return *helper_;
  }
  void drop() { helper_.reset(); }

 private:
  PhotoWorkshop& workshop_;
  std::unique_ptr<Helper> helper_;
};

PhotoWorkshop::PhotoWorkshop(PhotoWorkshopOptions options) : options_{std::move(options)} {}
PhotoWorkshop::~PhotoWorkshop() = default;

PhotoWorkshop::Decoded PhotoWorkshop::decode(std::string_view upload) { return decode(upload, {}); }

PhotoWorkshop::Decoded PhotoWorkshop::decode(std::string_view upload, std::span<PhotoBox const> hidden) {
  check_header(upload, options_);
  Lease lease{*this};
  // A helper that has waited may have died meanwhile: that is not the fault of this photo, so a fresh one tries it once more.
  bool const waited = lease.has_helper();
  auto outcome = lease.helper().decode({upload, hidden}, options_.time_max);
  if (outcome.kind == Helper::Outcome::Kind::died && waited) {
    lease.drop();
    outcome = lease.helper().decode({upload, hidden}, options_.time_max);
  }
  if (outcome.kind != Helper::Outcome::Kind::answered) {
    log_warning("a photo ended its helper", {{"bytes", std::to_string(upload.size())}});
    lease.drop();
    throw outcome.kind == Helper::Outcome::Kind::too_slow ? too_slow() : damaged();
  }
  switch (outcome.result) {
    case PhotoResult::fine: return std::move(outcome.decoded);
    case PhotoResult::not_a_photo: throw not_a_photo();
    case PhotoResult::too_large: throw too_many_pixels();
    case PhotoResult::damaged: break;
  }
  throw damaged();
}

std::filesystem::path PhotoWorkshop::program() const { return program_of(options_.program); }

bool PhotoWorkshop::installed() const { return ::access(program().c_str(), X_OK) == 0; }

std::vector<int> PhotoWorkshop::helper_pids() const {
  std::lock_guard const lock{mutex_};
  std::vector<int> pids;
  for (auto const& helper : idle_) pids.push_back(helper->pid());
  return pids;
}

}  // namespace cityhall
